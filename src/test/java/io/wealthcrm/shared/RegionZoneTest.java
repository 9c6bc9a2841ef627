package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionZoneTest {
    private final RegionZone zones = new RegionZone();

    @Test
    void takesARegion() {
        assertThat(zones.convert("Asia/Shanghai")).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(zones.convert("UTC")).isEqualTo(ZoneId.of("UTC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+08:00", "UTC+8", "GMT+8", "Asia/Peking", ""})
    void refusesWhatTheDatabaseReadsOtherwise(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> {
            ZoneId unused = zones.convert(name);
        });
    }
}
