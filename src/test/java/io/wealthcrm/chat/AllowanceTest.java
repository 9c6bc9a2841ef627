package io.wealthcrm.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void a_burst_is_taken_at_once_and_then_one_waits() {
        Allowance allowance = new Allowance(10, 3, 0);
        assertThat(allowance.take(0)).isZero();
        assertThat(allowance.take(0)).isZero();
        assertThat(allowance.take(0)).isZero();
        assertThat(allowance.take(0)).isEqualTo(100);
        assertThat(allowance.take(SECOND / 20)).isEqualTo(50);
        assertThat(allowance.take(SECOND / 10)).isZero();
    }

    @Test
    void no_more_than_the_burst_is_ever_saved() {
        Allowance allowance = new Allowance(10, 3, 0);
        int taken = 0;
        while (allowance.take(3600 * SECOND) == 0) {
            taken++;
        }
        assertThat(taken).isEqualTo(3);
    }

    @Test
    void a_clock_that_goes_back_gives_nothing() {
        Allowance allowance = new Allowance(1, 1, 10 * SECOND);
        assertThat(allowance.take(10 * SECOND)).isZero();
        assertThat(allowance.take(9 * SECOND)).isPositive();
    }
}
