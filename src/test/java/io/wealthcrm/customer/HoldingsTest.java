package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static final BigDecimal PRINCIPAL = new BigDecimal("1000000.00");

    @Test
    void valuesSharesByNetAssetValueToTheCent() {
        assertThat(Holdings.value(PRINCIPAL, new BigDecimal("900000.1234"), new BigDecimal("1.2345")))
                .hasToString("1111050.15");
    }

    @Test
    void valuesByPrincipalWithoutSharesOrNetAssetValue() {
        assertThat(Holdings.value(PRINCIPAL, null, new BigDecimal("1.2"))).hasToString("1000000.00");
        assertThat(Holdings.value(PRINCIPAL, BigDecimal.TEN, null)).hasToString("1000000.00");
    }
}
