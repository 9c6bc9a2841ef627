package io.wealthcrm.notification;

import io.wealthcrm.testing.FakeFcm;
import io.wealthcrm.testing.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every delivery ends and no success is sent again, whatever FCM answers and however often the worker is killed. What a
 * kill took the answer of may be sent once more, under the same key.
 */
class PushFaultsServiceTest {

    @Test
    void everyDeliveryEndsThroughTwoKills() throws SQLException {
        Map<Fate, Integer> fates = Map.of(
                Fate.TAKEN, 1_696,
                Fate.GONE, 60,
                Fate.REFRESHED, 60,
                Fate.STRANGER, 40,
                Fate.MALFORMED, 40,
                Fate.BUSY, 60,
                Fate.HUNG, 6,
                Fate.CUT, 20,
                Fate.HOPELESS, 10,
                Fate.THROTTLED_OUT, 8);
        storm("push-faults", fates, 2, true, Duration.ofSeconds(90));
    }

    @Test
    @Tag("faults")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everyDeliveryOfAHundredThousandEndsThroughTwentyKills() throws SQLException {
        Map<Fate, Integer> fates = Map.of(
                Fate.TAKEN, 88_900,
                Fate.GONE, 3_000,
                Fate.REFRESHED, 1_000,
                Fate.STRANGER, 2_000,
                Fate.MALFORMED, 2_000,
                Fate.BUSY, 2_000,
                Fate.HUNG, 200,
                Fate.CUT, 700,
                Fate.HOPELESS, 160,
                Fate.THROTTLED, 40);
        storm("push-faults-full", fates, 20, false, Duration.ofMinutes(20));
    }

    /** @param leasesRunOut as if the minute of the dead worker's leases were over at once */
    private static void storm(String name, Map<Fate, Integer> fates, int kills, boolean leasesRunOut, Duration atMost)
            throws SQLException {
        try (FakeFcm fcm = FakeFcm.start();
                Service service = Service.named(name)
                        .withoutDemo()
                        .with("wealth.push.fcm.endpoint", fcm.endpoint().toString())
                        .with("wealth.push.fcm.read-timeout", "PT3S")
                        .with("wealth.push.fcm.bulk-per-second", "10000")
                        .with("wealth.identity.access-token-life", "PT3H")
                        .start()) {
            PushStorm storm = new PushStorm(service, fcm, fates);
            storm.kill(kills, leasesRunOut);
            storm.awaitEnd(atMost);
            storm.printCounts();
            storm.assertEnded();
            storm.assertSentOnce();
            storm.assertLaneRested();
            storm.assertRefreshedTokensLive();
        }
    }
}
