package io.wealthcrm.chat;

import static io.wealthcrm.chat.TwoNodes.pause;

import io.wealthcrm.testing.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The long form of {@link TwoNodesKilledServiceTest}: many kills at random, up to all four at once. */
@Tag("faults")
@Timeout(1200)
class TwoNodesFaultsServiceTest {
    private static final int DEVICES = 200;
    private static final int KILLS = 24;
    private static final TwoNodes NODES = TwoNodes.start("faults");

    @AfterAll
    static void stop() {
        NODES.close();
    }

    /** In the order they are started again: a node starts without Redis, but not without PostgreSQL. */
    private enum Victim {
        DATABASE,
        REDIS,
        NODE_ONE,
        NODE_TWO;

        void kill() {
            switch (this) {
                case DATABASE -> NODES.database().kill9();
                case REDIS -> NODES.redis().kill9();
                default -> node().kill9();
            }
        }

        void startAgain() {
            switch (this) {
                case DATABASE -> NODES.database().startAgain();
                case REDIS -> NODES.redis().startAgain();
                default -> node().start();
            }
        }

        private Service node() {
            return this == NODE_ONE ? NODES.one() : NODES.two();
        }
    }

    @Test
    void everyAcknowledgedMessageIsSeenOnceAndInOrderThroughManyKills() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (Storm storm = new Storm(NODES.firm(), DEVICES, seed, NODES::anyPort)) {
            storm.begin(100);
            int kills = 0;
            while (kills < KILLS) {
                kills += round(random);
                pause(random.nextInt(3000));
            }
            storm.settle(kills + " kills");
        }
    }

    /** Kills one or more, and starts them again; answers how many. */
    private static int round(Random random) {
        List<Victim> victims = new ArrayList<>(List.of(Victim.values()));
        Collections.shuffle(victims, random);
        List<Victim> killed = victims.subList(0, 1 + random.nextInt(random.nextInt(4) + 1));
        for (Victim victim : killed) {
            victim.kill();
            pause(random.nextInt(1500));
        }
        killed.stream().sorted().forEach(Victim::startAgain);
        return killed.size();
    }

    @Test
    void tenThousandMissedMessagesAreReplayedAfterAllNodesRestart() {
        Backlog backlog = Backlog.of(NODES, 50, 200);
        NODES.two().kill9();
        NODES.one().kill9();
        NODES.one().start();
        NODES.two().start();
        System.out.printf("10,000 missed over 50 conversations: replayed in %d ms%n", backlog.replay());
    }
}
