// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    @Test
    void listensOnThisMachineOnlyByDefault() {
        assertThat(Arguments.parse()).isEqualTo(new Arguments("127.0.0.1", 8080, Arguments.NONE, false, false));
    }

    @Test
    void takesValuesInBothForms() {
        assertThat(Arguments.parse("--port", "0", "--host=::1"))
                .isEqualTo(new Arguments("::1", 0, Arguments.NONE, false, false));
        assertThat(Arguments.parse("--port=65535", "--host", "0.0.0.0"))
                .isEqualTo(new Arguments("0.0.0.0", 65_535, Arguments.NONE, false, false));
    }

    @Test
    void takesAPortForTls() {
        assertThat(Arguments.parse("--tls-port", "8443").tlsPort()).isEqualTo(8_443);
        assertThat(Arguments.parse("--tls-port=0").tlsPort()).isZero();
        assertThatThrownBy(() -> Arguments.parse("--tls-port=x")).hasMessageContaining("--tls-port needs a number");
    }

    @Test
    void asksForHelp() {
        assertThat(Arguments.parse("--help").help()).isTrue();
        assertThat(Arguments.parse("-h").help()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-1", "65536", "8080.0"})
    void refusesWhatIsNoPort(String port) {
        assertThatThrownBy(() -> Arguments.parse("--port", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 0 to 65535, not '" + port + "'");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Arguments.parse("8080")).hasMessage("unknown argument '8080'");
        assertThatThrownBy(() -> Arguments.parse("--ports=1")).hasMessage("unknown argument '--ports=1'");
        assertThatThrownBy(() -> Arguments.parse("--port")).hasMessage("--port needs a value");
        assertThatThrownBy(() -> Arguments.parse("--host", " ")).hasMessage("--host needs a name or an address");
    }
}
