// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValidatorsTest {
    private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.5Z");
    private static final Validators STRONG = new Validators("a", true, Optional.of(MODIFIED));
    private static final Validators WEAK = new Validators("a", false, Optional.of(MODIFIED));

    @Test
    void writesAWeakTagForWhatMayStillChange() {
        assertThat(STRONG.etag()).isEqualTo("\"a\"");
        assertThat(WEAK.etag()).isEqualTo("W/\"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "W/\"a\"", "\"x\", \"a\"", "\"x\",W/\"a\" ,\"y\"", "*"})
    void knowsWhatTheClientHasByAnyTag(String header) {
        assertThat(STRONG.isNotModified(request("If-None-Match", header))).isTrue();
        assertThat(WEAK.isNotModified(request("If-None-Match", header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"b\"", "a", "\"a", "\"aa\"", ""})
    void sendsWhatTheClientHasNot(String header) {
        assertThat(STRONG.isNotModified(request("If-None-Match", header))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                DATE + "|true",
                "Sun, 06 Nov 1994 08:49:38 GMT|true",
                "Sun, 06 Nov 1994 08:49:36 GMT|false",
                "yesterday|false"
            })
    void looksAtTheDateToTheSecond(String date, boolean notModified) {
        assertThat(STRONG.isNotModified(request("If-Modified-Since", date))).isEqualTo(notModified);
    }

    @Test
    void looksAtNoDateWhereThereIsATag() {
        HttpServletRequest request = request(Map.of("If-None-Match", "\"b\"", "If-Modified-Since", DATE));
        assertThat(STRONG.isNotModified(request)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"a\"|true",
                "\"b\"|false",
                "W/\"a\"|false",
                DATE + "|true",
                "Sun, 06 Nov 1994 08:49:38 GMT|false",
                "a|false"
            })
    void letsARangeCountForTheSameBytesAlone(String header, boolean counts) {
        assertThat(STRONG.allowsRange(request("If-Range", header))).isEqualTo(counts);
        assertThat(WEAK.allowsRange(request("If-Range", header))).isFalse();
    }

    @Test
    void letsARangeCountWithoutACondition() {
        assertThat(WEAK.allowsRange(request(Map.of()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {"\"a\"|false", "\"b\"|true", "W/\"a\"|true", "*|false", "\"b\", \"a\"|false"})
    void forbidsWhatIsAnotherObjectByNow(String header, boolean forbidden) {
        assertThat(STRONG.forbids(request("If-Match", header))).isEqualTo(forbidden);
    }

    @Test
    void forbidsWhatHasChangedSince() {
        assertThat(STRONG.forbids(request("If-Unmodified-Since", DATE))).isFalse();
        assertThat(STRONG.forbids(request("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:36 GMT")))
                .isTrue();
    }

    private static HttpServletRequest request(String name, String value) {
        return request(Map.of(name, value));
    }

    private static HttpServletRequest request(Map<String, String> headers) {
        return Stub.of(HttpServletRequest.class, (method, arguments) -> headers.get(arguments[0]));
    }
}
