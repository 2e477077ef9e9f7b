// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CacheDigestTest {
    // The digest with which the h2o server tests itself: one URL, seven bits.
    private static final String HELLO = "AeLA";
    private static final String HOST = "127.0.0.1.xip.io:8081";

    @Test
    void knowsWhatAnotherImplementationEncoded() {
        CacheDigest digest = digest(HELLO);
        assertThat(digest.has("/cache-digests.cgi/hello.js")).isTrue();
        assertThat(digest.has("https://" + HOST + "/cache-digests.cgi/hello.js"))
                .isTrue();
        assertThat(digest.has("/notfound.js")).isFalse();
    }

    @Test
    void joinsSeveralAndForgetsAtAReset() {
        assertThat(digest("FOO; stale, AcA; validators; complete, " + HELLO).has("/cache-digests.cgi/hello.js"))
                .isTrue();
        assertThat(digest("AcA", HELLO).has("/cache-digests.cgi/hello.js")).isTrue();
        assertThat(digest(HELLO, "AcA; reset").has("/cache-digests.cgi/hello.js"))
                .isFalse();
        assertThat(digest(HELLO + ";stale").has("/cache-digests.cgi/hello.js")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AA", "AAAA", "____", "*", "AeLA=====", ",,;;,", "//8", "Af////////////////////"})
    void survivesWhatIsNoDigest(String header) {
        assertThat(digest(header).has("/notfound.js")).isFalse();
    }

    @Test
    void readsNothingThatIsTooLong() {
        assertThat(digest(HELLO + ",".repeat(8_192)).has("/cache-digests.cgi/hello.js"))
                .isFalse();
    }

    private static CacheDigest digest(String... headers) {
        return CacheDigest.of(Stub.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getHeaders" -> Collections.enumeration(Arrays.asList(headers));
            case "getHeader" -> HOST;
            case "getScheme" -> "https";
            default -> throw new AssertionError(method);
        }));
    }
}
