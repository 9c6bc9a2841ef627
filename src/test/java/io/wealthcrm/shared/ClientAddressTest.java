package io.wealthcrm.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientAddressTest {
    @Test
    void addresses_of_one_network_count_together() {
        assertThat(ClientAddress.of("2001:db8:1:2::1"))
                .isEqualTo(ClientAddress.of("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(ClientAddress.of("2001:db8:1:3::1"));
        assertThat(ClientAddress.of("fe80::1%eth0")).isEqualTo(ClientAddress.of("fe80::2"));
        assertThat(ClientAddress.of("::ffff:10.0.0.7")).isEqualTo("10.0.0.7");
        assertThat(ClientAddress.of("10.0.0.7")).isEqualTo("10.0.0.7");
    }

    @Test
    void what_is_no_address_stays_as_it_is() {
        assertThat(ClientAddress.of("unknown")).isEqualTo("unknown");
        assertThat(ClientAddress.of("a:b")).isEqualTo("a:b");
        assertThat(ClientAddress.of((String) null)).isEmpty();
    }
}
