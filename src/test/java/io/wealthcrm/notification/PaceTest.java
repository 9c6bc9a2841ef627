package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long INTERVAL = Duration.ofMillis(5).toNanos();

    @Test
    void turnsThatAreTakenAtOnceFollowEachOther() {
        Pace pace = Pace.of(200, 0);
        List<Long> turns = IntStream.range(0, 4).mapToObj(i -> pace.turn(100)).toList();
        assertThat(turns).containsExactly(100L, 100 + INTERVAL, 100 + 2 * INTERVAL, 100 + 3 * INTERVAL);
    }

    @Test
    void whatWasNotUsedIsNotMadeUpFor() {
        Pace pace = Pace.of(200, 0);
        long later = 100 * INTERVAL;
        assertThat(pace.turn(later)).isEqualTo(later);
        assertThat(pace.turn(later + 1)).isEqualTo(later + INTERVAL);
    }

    @Test
    void noTwoThreadsShareATurn() throws InterruptedException {
        Pace pace = Pace.of(200, 0);
        ConcurrentSkipListSet<Long> turns = new ConcurrentSkipListSet<>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> IntStream.range(0, 1_000).forEach(j -> turns.add(pace.turn(0)))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(turns).hasSize(8_000);
    }
}
