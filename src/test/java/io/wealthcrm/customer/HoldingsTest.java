package io.wealthcrm.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.wealthcrm.shared.Money;
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
    void halfACentGoesToTheEvenCent() {
        assertThat(value("1.0000", "1.005")).hasToString("1.00");
        assertThat(value("1.0000", "1.015")).hasToString("1.02");
        assertThat(value("0.5000", "2000000.09")).hasToString("1000000.04");
        assertThat(value("0.5000", "2000000.0901")).hasToString("1000000.05");
    }

    private static Money value(String shares, String nav) {
        return Holdings.value(PRINCIPAL, new BigDecimal(shares), new BigDecimal(nav));
    }

    @Test
    void valuesByPrincipalWithoutSharesOrNetAssetValue() {
        assertThat(Holdings.value(PRINCIPAL, null, new BigDecimal("1.2"))).hasToString("1000000.00");
        assertThat(Holdings.value(PRINCIPAL, BigDecimal.TEN, null)).hasToString("1000000.00");
    }
}
