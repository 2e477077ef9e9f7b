// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.InvalidInputException;
import dev.pushkit.wire.OriginRule.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginRuleTest {
    private static final OriginRule CLOSED = OriginRule.of(List.of());

    @Test
    void takesProgramsWithoutAnOriginForOwn() {
        assertThat(CLOSED.judge(Optional.empty(), Optional.of("example.org"))).isEqualTo(Verdict.OWN);
        assertThat(CLOSED.judge(Optional.empty(), Optional.empty())).isEqualTo(Verdict.OWN);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org,        example.org",
        "http://example.org,        example.org:80",
        "http://example.org:80,     example.org",
        "https://example.org,       example.org",
        "https://example.org,       example.org:443",
        "https://example.org:443,   example.org",
        "http://example.org:8080,   example.org:8080",
        "HTTP://Example.ORG,        eXample.org",
        "http://example.org.,       example.org",
        "http://example.org,        example.org.:80",
        "http://127.0.0.1:9000,     127.0.0.1:9000",
        "http://[::1]:9000,         [::1]:9000",
        "https://[2001:DB8::1],     [2001:db8::1]",
        "https://[2001:db8::1],     [2001:db8::1]:443",
        "http://example.org,        example.org:",
    })
    void takesTheSameHostAndPortForOwn(String origin, String host) {
        assertThat(CLOSED.judge(Optional.of(origin), Optional.of(host))).isEqualTo(Verdict.OWN);
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example,           example.org",
        "http://example.org.evil.test,  example.org",
        "http://example.org:8081,       example.org:8080",
        "https://example.org,           example.org:80",
        "http://example.org,            example.org:443",
        "http://example.org,            example.org:8080",
        "http://[::1],                  [::2]",
        "null,                          example.org",
        "null,                          null",
        "example.org,                   example.org",
        "http://example.org/,           example.org",
        "http://a@example.org,          example.org",
        "http://example.org@evil.test,  example.org",
        "http://example.org:99999999,   example.org",
        "http://example.org:80:80,      example.org:80",
        "http://[::1,                   [::1",
        "chrome-extension://example,    example",
        "'http://example.org http://example.org', example.org",
        "'',                            example.org",
        "http://,                       ''",
    })
    void refusesEverythingElse(String origin, String host) {
        assertThat(CLOSED.judge(Optional.of(origin), Optional.of(host))).isEqualTo(Verdict.FOREIGN);
    }

    @Test
    void refusesAPageWhereTheHostIsUnknown() {
        assertThat(CLOSED.judge(Optional.of("http://example.org"), Optional.empty()))
                .isEqualTo(Verdict.FOREIGN);
    }

    @Test
    void allowsForeignOriginsByTheirNames() {
        OriginRule rule = OriginRule.of(List.of("https://App.example", "http://dev.example:3000", "app://kiosk"));
        Optional<String> host = Optional.of("example.org");
        assertThat(rule.judge(Optional.of("https://app.example"), host)).isEqualTo(Verdict.ALLOWED_BY_NAME);
        assertThat(rule.judge(Optional.of("https://app.example:443"), host)).isEqualTo(Verdict.ALLOWED_BY_NAME);
        assertThat(rule.judge(Optional.of("http://dev.example:3000"), host)).isEqualTo(Verdict.ALLOWED_BY_NAME);
        assertThat(rule.judge(Optional.of("app://kiosk"), host)).isEqualTo(Verdict.ALLOWED_BY_NAME);
        assertThat(rule.judge(Optional.of("http://app.example"), host)).isEqualTo(Verdict.FOREIGN);
        assertThat(rule.judge(Optional.of("http://dev.example"), host)).isEqualTo(Verdict.FOREIGN);
        assertThat(rule.judge(Optional.of("http://example.org"), host)).isEqualTo(Verdict.OWN);
    }

    @Test
    void allowsAllByAStarButTheNullOrigin() {
        OriginRule rule = OriginRule.of(List.of("https://app.example", "*"));
        Optional<String> host = Optional.of("example.org");
        assertThat(rule.judge(Optional.of("https://other.example"), host)).isEqualTo(Verdict.ALLOWED_BY_STAR);
        assertThat(rule.judge(Optional.of("https://app.example"), host)).isEqualTo(Verdict.ALLOWED_BY_NAME);
        assertThat(rule.judge(Optional.of("null"), host)).isEqualTo(Verdict.FOREIGN);
    }

    @Test
    void onlyForeignIsNotAllowed() {
        assertThat(Verdict.OWN.isAllowed()).isTrue();
        assertThat(Verdict.ALLOWED_BY_NAME.isAllowed()).isTrue();
        assertThat(Verdict.ALLOWED_BY_STAR.isAllowed()).isTrue();
        assertThat(Verdict.FOREIGN.isAllowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app.example", "https://app.example/", "https://app.example/path", "null", "https://*.example"})
    void namesASettingThatIsNoOrigin(String text) {
        assertThatThrownBy(() -> OriginRule.of(List.of(text)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("https://app.example");
    }
}
