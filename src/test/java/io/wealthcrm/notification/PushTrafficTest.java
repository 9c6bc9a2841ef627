package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.wealthcrm.identity.PushChannel;
import org.junit.jupiter.api.Test;

class PushTrafficTest {
    private static final int WINDOW = 24;

    /** Takes no message; only its window is looked at. */
    private static final class Silent implements PushSender {
        @Override
        public PushChannel channel() {
            return PushChannel.FCM;
        }

        @Override
        public int window() {
            return WINDOW;
        }

        @Override
        public Uni<PushResult> send(PushMessage message) {
            throw new IllegalStateException("nothing is to be sent");
        }

        @Override
        public void close() {}
    }

    @Test
    void urgentMessagesAreClaimedHoweverFewMayFollow() {
        PushTraffic urgent = new PushTraffic(new Silent(), false);
        assertThat(urgent.room()).isEqualTo(8);
        urgent.began(WINDOW);
        assertThat(urgent.room()).isZero();
        urgent.ended(1);
        assertThat(urgent.room()).isEqualTo(1);
        assertThat(urgent.busy()).isTrue();
        urgent.ended(WINDOW - 1);
        assertThat(urgent.busy()).isFalse();
    }

    @Test
    void aBulkLaneIsClaimedByTheBatch() {
        PushTraffic bulk = new PushTraffic(new Silent(), true);
        int batch = bulk.room();
        assertThat(batch).isEqualTo(160);
        bulk.began(batch);
        bulk.began(batch);
        bulk.began(batch);
        assertThat(bulk.room()).isZero();
        bulk.ended(batch - 1);
        assertThat(bulk.room()).isZero();
        bulk.ended(1);
        assertThat(bulk.room()).isEqualTo(batch);
    }

    @Test
    void whatADigestBroughtAlongTakesRoomToo() {
        PushTraffic bulk = new PushTraffic(new Silent(), true);
        bulk.began(1_000);
        assertThat(bulk.room()).isZero();
    }
}
