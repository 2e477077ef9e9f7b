// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CharactersTest {
    @Test
    void endsBeforeACharacterThatDoesNotEnd() {
        for (String character : new String[] {"a", "é", "€", "\uD83D\uDE80"}) {
            byte[] bytes = ("x" + character).getBytes(StandardCharsets.UTF_8);
            for (int length = 1; length <= bytes.length; length++) {
                assertThat(Characters.whole(bytes, length))
                        .as("%d bytes of x%s", length, character)
                        .isEqualTo(length == bytes.length ? length : 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"80,1", "8080,2", "8080808080,5", "c3,0", "c3a9,2", "f09f9a,0", "e282,0", "41c3,1", "41c3a980,4"})
    void takesForWholeWhatIsNoTextAtAll(String hex, int whole) {
        byte[] bytes = java.util.HexFormat.of().parseHex(hex);

        assertThat(Characters.whole(bytes, bytes.length)).isEqualTo(whole);
    }

    @Test
    void nothingIsWhole() {
        assertThat(Characters.whole(new byte[4], 0)).isZero();
    }
}
