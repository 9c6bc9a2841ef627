package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentMessagesTest {
    private final RecentMessages recent = new RecentMessages();
    private final UUID conversation = UUID.randomUUID();

    @Test
    void aRunIsHandedOnOnlyWhole() {
        add(4, 5, 7);
        assertThat(recent.between(conversation, 3, 5)).isEqualTo(List.of("m4", "m5"));
        assertThat(recent.between(conversation, 5, 5)).isEmpty();
        assertThat(recent.between(conversation, 4, 7)).isNull();
        assertThat(recent.between(UUID.randomUUID(), 3, 5)).isNull();
    }

    @Test
    void whatIsMissingIsReadSoThatItJoinsOn() {
        add(100);
        assertThat(recent.missingAfter(conversation, 100)).isEqualTo(100);
        assertThat(recent.missingAfter(conversation, 103)).isEqualTo(100);
        assertThat(recent.missingAfter(conversation, 1000)).isEqualTo(950);
        assertThat(recent.missingAfter(UUID.randomUUID(), 3)).isZero();
    }

    private void add(long... seqs) {
        for (long seq : seqs) {
            recent.add(conversation, seq, "m" + seq);
        }
    }
}
