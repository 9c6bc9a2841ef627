package io.wealthcrm.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DedupeKeyTest {
    @Test
    void isTheSameForTheSameKeyAndTellsNothingOfIt() {
        String key =
                "BIRTHDAY:0190f000-0000-7000-8000-000000000001:2026-03-04/T-3:0190f000-0000-7000-8000-000000000002";

        assertThat(DedupeKey.hashed(key))
                .isEqualTo(DedupeKey.hashed(key))
                .isNotEqualTo(DedupeKey.hashed(key.replace("03-04", "03-05")))
                .matches("[A-Za-z0-9_-]{22}")
                .doesNotContain("BIRTHDAY", "2026", "0190f000");
    }
}
