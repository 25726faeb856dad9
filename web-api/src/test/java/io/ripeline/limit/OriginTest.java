package io.ripeline.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void isTheAddressOfIpv4() {
        assertThat(Origin.of("192.0.2.7")).isEqualTo("192.0.2.7");
        assertThat(Origin.of("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
    }

    @Test
    void isTheNetworkOfIpv6() {
        assertThat(Origin.of("2001:db8:1:2::1"))
                .isEqualTo(Origin.of("2001:db8:1:2:ffff::9"))
                .isEqualTo("20010db800010002/64")
                .isNotEqualTo(Origin.of("2001:db8:1:3::1"));
    }

    @Test
    void isWhateverElseAProxySays() {
        assertThat(Origin.of("unknown")).isEqualTo("unknown");
        assertThat(Origin.of("no:address")).isEqualTo("no:address");
    }
}
