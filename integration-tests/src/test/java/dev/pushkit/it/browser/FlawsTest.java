// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlawsTest {

    @Test
    void findsNoneInWhatRises() {
        assertThat(Flaws.of(List.of(0L, 1L, 2L), 3)).isEqualTo(Flaws.NONE);
    }

    @Test
    void tellsLostFromDoubledFromDisordered() {
        assertThat(Flaws.of(List.of(0L, 2L, 2L, 1L), 5)).isEqualTo(new Flaws(2, 1, 1));
    }
}
