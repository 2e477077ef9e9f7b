// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pushkit.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OffsetTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 9, 10, 65_536, 4_294_967_296L, 9_999_999_999_999_999L})
    void readsWhatItWrites(long position) {
        Offset offset = new Offset(position);

        assertThat(Offset.parse(offset.toString())).isEqualTo(offset);
        assertThat(offset.toString()).doesNotContain(",", "&", "=", "?", "/").hasSizeLessThan(256);
    }

    @Test
    void sortsAsTextAsItDoesInTheStream() {
        long[] positions = {0, 1, 9, 10, 99, 100, 1_000_000, 9_999_999_999_999_999L};
        for (int i = 1; i < positions.length; i++) {
            Offset before = new Offset(positions[i - 1]);
            Offset after = new Offset(positions[i]);
            assertThat(before.toString()).isLessThan(after.toString());
            assertThat(before).isLessThan(after);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "now",
                "0",
                "0000000000000000_",
                "0000000000000000_0",
                "0000000000000000_-000000000000001",
                "0000000000000000_00000000000000000",
                "0000000000000000_000000000000000a",
                "0000000000000001_0000000000000000",
                " 0000000000000000_0000000000000000",
                "0000000000000000_0000000000000000\n",
                "0000000000000000_٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠٠"
            })
    void refusesWhatItNeverWrote(String token) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Offset.parse(token));
    }

    @Test
    void isNeverNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Offset(-1));
    }
}
