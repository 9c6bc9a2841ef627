package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n",
                "\u00a0",
                "\u3000",
                "\u200b",
                "\u2800",
                "\u3164\u3164",
                "\u115f",
                "\uffa0",
                "\u0301",
                "\udb40\udc20"
            })
    void nothingToBeSeenIsNoText(String text) {
        assertThat(Storable.isVisible(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"王", " a ", "é", "e\u0301", "1", "?", "\ud83d\ude00", "\ud83e\udee0", "\u200b王"})
    void whatCanBeSeenIs(String text) {
        assertThat(Storable.isVisible(text)).isTrue();
    }
}
