package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboundTest {
    private final List<String> written = new ArrayList<>();
    private final Deque<Runnable> network = new ArrayDeque<>();
    private int hungry;
    private int flushed;
    private boolean broken;
    private final Outbound out = new Outbound(new Slow(), () -> hungry++, () -> broken = true);

    @Test
    void a_peer_that_does_not_read_is_given_a_window_and_no_more() {
        out.messages(numbered(1000));
        assertThat(written).hasSize(32);
        assertThat(out.wantsMessages()).isFalse();
        assertThat(out.stalledSince()).isNotZero();
        assertThat(out.behind()).isTrue();
        assertThat(hungry).isZero();
        drain();
        assertThat(written).hasSize(1000);
        assertThat(out.behind()).isFalse();
        assertThat(hungry).isOne();
    }

    @Test
    void big_frames_narrow_the_window() {
        out.messages(List.of("x".repeat(60_000), "y".repeat(60_000), "z".repeat(60_000)));
        assertThat(written).hasSize(2);
    }

    @Test
    void answers_go_before_messages_and_messages_before_what_may_be_shed() {
        out.messages(numbered(32));
        out.sheddable("k", "typing");
        out.messages(List.of("message"));
        assertThat(out.answer("answer")).isTrue();
        drain();
        assertThat(written.subList(32, 35)).containsExactly("answer", "message", "typing");
        assertThat(out.stalledSince()).isZero();
    }

    @Test
    void a_newer_sheddable_frame_takes_the_place_of_the_older() {
        out.messages(numbered(40));
        out.sheddable("receipt", "old");
        out.sheddable("receipt", "new");
        drain();
        assertThat(written).contains("new").doesNotContain("old");
    }

    @Test
    void sheddable_frames_are_dropped_and_answers_refused_when_too_many_wait() {
        out.messages(numbered(32));
        for (int i = 0; i < 5000; i++) {
            out.sheddable(i, "typing " + i);
        }
        int taken = 0;
        while (out.answer("answer " + taken)) {
            taken++;
        }
        assertThat(taken).isEqualTo(600);
        drain();
        assertThat(written).filteredOn(frame -> frame.startsWith("typing")).hasSize(200);
    }

    @Test
    void asks_for_more_when_the_last_message_has_been_handed_on() {
        out.messages(numbered(33));
        assertThat(hungry).isZero();
        drain();
        assertThat(hungry).isEqualTo(1);
        assertThat(out.wantsMessages()).isTrue();
    }

    private void drain() {
        while (!network.isEmpty()) {
            network.poll().run();
        }
    }

    /** What is written leaves once the network gets to it. */
    private class Slow implements Outbound.Network {
        @Override
        public void write(String frame, Outbound.Written then) {
            written.add(frame);
            network.add(() -> then.done(frame, true));
        }

        @Override
        public void flush() {
            flushed++;
        }
    }

    /** What is written leaves with the flush, as it does while the peer reads. */
    private final class Prompt extends Slow {
        @Override
        public void flush() {
            super.flush();
            drain();
        }
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    @Test
    void aWriteThatIsDoneAtOnceStallsNothing() {
        Outbound prompt = new Outbound(new Prompt(), () -> {}, () -> {});
        assertThat(prompt.answer("at once")).isTrue();
        assertThat(prompt.stalledSince()).isZero();
    }

    @Test
    void whatGoesAtOnceIsFlushedOnce() {
        Outbound prompt = new Outbound(new Prompt(), () -> hungry++, () -> {});
        prompt.messages(numbered(100));
        assertThat(written).containsExactlyElementsOf(numbered(100));
        assertThat(flushed).isEqualTo(4);
        assertThat(hungry).isOne();
        assertThat(prompt.stalledSince()).isZero();
    }

    @Test
    void aWriteThatFailsBreaksTheSocketAndNothingFollows() {
        Outbound failing = new Outbound(
                new Slow() {
                    @Override
                    public void write(String frame, Outbound.Written then) {
                        written.add(frame);
                        then.done(frame, false);
                    }
                },
                () -> {},
                () -> broken = true);
        failing.messages(numbered(100));
        assertThat(broken).isTrue();
        assertThat(written).hasSize(32);
        assertThat(failing.answer("late")).isTrue();
        assertThat(written).hasSize(32);
    }
}
