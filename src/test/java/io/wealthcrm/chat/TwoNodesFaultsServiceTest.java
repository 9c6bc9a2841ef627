package io.wealthcrm.chat;

import static org.awaitility.Awaitility.await;

import io.wealthcrm.testing.Firm;
import io.wealthcrm.testing.Service;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The long form of {@link TwoNodesServiceTest}: many kills at random, sometimes several at once. */
@Tag("faults")
class TwoNodesFaultsServiceTest {
    private static final int DEVICES = 200;
    private static final int KILLS = 24;

    @Test
    void everyAcknowledgedMessageIsSeenOnceAndInOrderThroughManyKills() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (TwoNodes nodes = TwoNodes.start("faults");
                Storm storm = new Storm(Firm.on(nodes.one()), DEVICES, seed, nodes::anyPort)) {
            storm.begin(100, 250);
            for (int kill = 0; kill < KILLS; kill++) {
                Runnable mend = kill(nodes, random.nextInt(4));
                pause(500 + random.nextInt(3000));
                mend.run();
                pause(random.nextInt(2000));
            }
            storm.settle(KILLS + " kills");
        }
    }

    private static Runnable kill(TwoNodes nodes, int which) {
        return switch (which) {
            case 0 -> kill(nodes.one());
            case 1 -> kill(nodes.two());
            case 2 -> {
                nodes.redis().kill9();
                yield nodes.redis()::startAgain;
            }
            default -> {
                nodes.database().kill9();
                yield nodes.database()::startAgain;
            }
        };
    }

    private static Runnable kill(Service node) {
        node.kill9();
        return node::start;
    }

    /** A time in which devices talk on; nothing is waited for. */
    private static void pause(int ms) {
        long until = System.nanoTime() + Duration.ofMillis(ms).toNanos();
        await().atMost(Duration.ofSeconds(30)).until(() -> System.nanoTime() > until);
    }
}
