package io.wealthcrm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedSettingsTest {
    private static final long GIBIBYTE = 1L << 30;

    @ParameterizedTest
    @CsvSource({"0, 128", "1, 128", "4, 512", "8, 1024", "24, 3072", "512, 4096"})
    void keepsPagesInAnEighthOfTheMemoryWithinBounds(long gibibytes, long megabytes) {
        assertThat(EmbeddedSettings.sharedBuffers(gibibytes * GIBIBYTE)).isEqualTo(megabytes);
    }

    @Test
    void keepsAsManyAsItIsGiven() {
        assertThat(EmbeddedSettings.ofServer(1 << 20))
                .containsEntry("shared_buffers", "1048576MB")
                .containsEntry("effective_cache_size", "1048576MB");
    }
}
