// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static Arguments read(String... line) {
        return Arguments.read(List.of(line), Set.of("n", "hdr"), Set.of("idle"));
    }

    @Test
    void ofValuesGivenTwiceTheLastCounts() {
        Arguments arguments = read("S1", "--n", "1", "--idle", "--hdr", "A: 1", "--hdr", "B: 2", "--n", "2");
        assertThat(arguments.words()).containsExactly("S1");
        assertThat(arguments.number("n", 0)).isEqualTo(2);
        assertThat(arguments.has("idle")).isTrue();
        assertThat(arguments.all("hdr")).containsExactly("A: 1", "B: 2");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> read("--m", "1")).hasMessageContaining("--m");
        assertThatThrownBy(() -> read("--n")).hasMessageContaining("lacks");
    }

    @Test
    void writesJson() {
        assertThat(Json.of(List.of("a\"\n", 1, true, 0.5, Double.NaN)))
                .isEqualTo("[\"a\\\"\\u000a\",1,true,0.500,null]");
    }
}
