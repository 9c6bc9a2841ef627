package io.wealthcrm.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoClockTest {
    @Test
    void aMoveIsMadeOfDaysAndARest() {
        assertThat(DemoClock.steps(Duration.ofHours(25))).containsExactly(Duration.ofDays(1), Duration.ofHours(1));
        assertThat(DemoClock.steps(Duration.ofDays(2))).containsExactly(Duration.ofDays(1), Duration.ofDays(1));
        assertThat(DemoClock.steps(Duration.ofSeconds(1))).containsExactly(Duration.ofSeconds(1));
    }
}
