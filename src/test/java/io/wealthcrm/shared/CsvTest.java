package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "一", "'", "'一", "''", "=1+2", "'=1+2", "''=1+2", "-", "'-", "+86", "@x", "\tx", "a=1", "＝1+1",
                "\n=1", "＠x"
            })
    void a_disarmed_text_is_no_formula_and_plain_again_what_it_was(String text) {
        assertThat(Csv.startsFormula(Csv.disarmed(text))).isFalse();
        assertThat(Csv.plain(Csv.disarmed(text))).isEqualTo(text);
    }
}
