package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTokensTest {

    @Test
    void hasEveryPartOfThreeToElevenDigits() {
        assertThat(PhoneTokens.parts("13912345678"))
                .hasSize(45)
                .contains("139", "678", "5678", "1234567", "13912345678")
                .doesNotContain("12", "3918");
    }

    @Test
    void takesADigitsOnlyPartOnce() {
        assertThat(PhoneTokens.parts("11111111111")).hasSize(9);
    }

    @ParameterizedTest
    @CsvSource({
        "5678, 5678",
        "139 1234, 1391234",
        "+86 139-1234, 1391234",
        "0086139, 139",
        "(010) 62, 01062",
        "４００１, 4001",
        "86 139 1234 5678, 13912345678",
        "86139, 86139"
    })
    void readsWhatPeopleType(String query, String digits) {
        assertThat(PhoneTokens.queried(query)).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "王", "a123", "1 2", "+86 1", "", "138'"})
    void leavesTheRestAlone(String query) {
        assertThat(PhoneTokens.queried(query)).isNull();
    }
}
