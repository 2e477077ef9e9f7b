// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteRangeTest {
    private static final Extent THOUSAND = new Extent(1000, true);
    private static final Extent GROWING = new Extent(1000, false);

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 999",
        "bytes=-1, 999, 999",
        "bytes=-1000, 0, 999",
        "bytes=-2000, 0, 999",
        "bytes=999-, 999, 999",
        "bytes=10-5000, 10, 999",
        "bytes=007-0010, 7, 10",
        "BYTES=1-2, 1, 2",
        "bytes= 1 - 2 , 1, 2",
        "'bytes=1-2,', 1, 2",
        "'bytes=,,1-2', 1, 2",
        "bytes=5-99999999999999999999999999, 5, 999",
        "bytes=-99999999999999999999999999, 0, 999",
    })
    void selectsAPartOfACompleteObject(String header, long first, long last) {
        Part part = THOUSAND.select(ByteRange.parse(header)).orElseThrow();

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.first()).isEqualTo(first);
        assertThat(part.end()).isEqualTo(last + 1);
        assertThat(part.contentRange()).contains("bytes " + first + "-" + last + "/1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=1000-",
                "bytes=1000-1001",
                "bytes=-0",
                "bytes=5-2",
                "bytes=-",
                "bytes=a-b",
                "bytes=1--2",
                "bytes=+1-2",
                "bytes=1-2-3",
                "bytes=1.5-2",
                "bytes=99999999999999999999999999-"
            })
    void refusesWhatNoObjectHasAndWhatIsReversedOrMalformed(String header) {
        assertThat(THOUSAND.select(ByteRange.parse(header))).isEmpty();
        assertThat(GROWING.select(ByteRange.parse(header))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=,",
                "bytes:0-1",
                "bytes =0-1",
                "lines=0-1",
                "bytes=0-1,5-6",
                "bytes=0-1,x"
            })
    void sendsTheWholeForSeveralRangesOtherUnitsAndNone(String header) {
        assertThat(THOUSAND.select(ByteRange.parse(header))).contains(new Part(0, 1000, Optional.empty()));
        assertThat(GROWING.select(ByteRange.parse(header))).contains(new Part(0, Part.ENDLESS, Optional.empty()));
    }

    @Test
    void ignoresAHeaderThatIsNotThere() {
        assertThat(ByteRange.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-9, 0, 10, bytes 0-9/*",
        "bytes=0-5000, 0, 1000, bytes 0-999/*",
        "bytes=5-, 5, 1000, bytes 5-999/*",
        "bytes=999-, 999, 1000, bytes 999-999/*",
        "bytes=0-9007199254740991, 0, 9223372036854775807, bytes 0-9007199254740991/*",
        "bytes=7-9223372036854775807, 7, 9223372036854775807, bytes 7-9223372036854775807/*",
    })
    void clipsAPartOfAGrowingObjectToItsTailUnlessAllIsWanted(String header, long first, long end, String range) {
        assertThat(GROWING.select(ByteRange.parse(header))).contains(new Part(first, end, Optional.of(range)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-9007199254740991", "bytes=-5"})
    void refusesWhatAGrowingObjectDoesNotHaveYet(String header) {
        assertThat(GROWING.select(ByteRange.parse(header))).isEmpty();
    }

    @Test
    void followsAGrowingObjectFromItsBeginning() {
        assertThat(GROWING.select(ByteRange.parse("bytes=0-"))).contains(new Part(0, Part.ENDLESS, Optional.empty()));
    }

    @Test
    void hasNoPartOfAnEmptyObject() {
        Extent empty = new Extent(0, true);
        assertThat(empty.select(ByteRange.parse("bytes=0-"))).isEmpty();
        assertThat(empty.select(ByteRange.parse("bytes=-5"))).isEmpty();
        assertThat(empty.select(Optional.empty())).contains(new Part(0, 0, Optional.empty()));
    }
}
