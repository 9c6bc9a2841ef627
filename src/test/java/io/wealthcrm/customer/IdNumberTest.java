package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"11010519491231002X", "11010519491231002x", "110105 19491231 002X"})
    void bringsThemIntoOneForm(String typed) {
        assertThat(IdNumber.normalise(typed)).isEqualTo("11010519491231002X");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021",
                "11010519491331002X",
                "11010519490230002X",
                "1101051949123100",
                "440524188001010014",
                "abc",
                ""
            })
    void refusesWhatCannotBe(String typed) {
        assertThatThrownBy(() -> IdNumber.normalise(typed)).isInstanceOf(io.wealthcrm.shared.Problem.class);
    }

    @Test
    void masksAllButThreeAndFour() {
        assertThat(IdNumber.mask("11010519491231002X")).isEqualTo("110***********002X");
        assertThat(IdNumber.mask(null)).isNull();
    }
}
