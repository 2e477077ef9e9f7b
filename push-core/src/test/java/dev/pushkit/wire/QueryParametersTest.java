// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pushkit.Cursor;
import dev.pushkit.InvalidInputException;
import dev.pushkit.TopicPattern;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueryParametersTest {
    @Test
    void decodesEscapesAndPlus() {
        QueryParameters query = QueryParameters.parse("a=%C3%A9+%2B%26%3d&b%20c=1&d=é");

        assertThat(query.first("a")).contains("é +&=");
        assertThat(query.first("b c")).contains("1");
        assertThat(query.first("d")).contains("é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%4g", "a=%g4", "%=1", "a=%%", "a=%-1"})
    void refusesBrokenEscapes(String query) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> QueryParameters.parse(query))
                .withMessageContaining("escape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%FF", "a=%C3", "a=%C0%80", "a=%ED%A0%80"})
    void refusesWhatIsNoUtf8(String query) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> QueryParameters.parse(query))
                .withMessageContaining("UTF-8");
    }

    @Test
    void takesAnEmptyQuery() {
        assertThat(QueryParameters.parse(null).topics()).isEmpty();
        assertThat(QueryParameters.parse("").topics()).isEmpty();
        assertThat(QueryParameters.parse("&&=&").topics()).isEmpty();
    }

    @Test
    void collectsTopicsInOrderAndNoneTwice() {
        assertThat(QueryParameters.parse("topic=a%2F*&x=1&topic=b&topic=a/*").topics())
                .containsExactly(TopicPattern.of("a/*"), TopicPattern.of("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic", "topic=", "topic=a&topic=", "topic=a//b", "topic=a%00", "topic=a%0Ab", "topic=a*"})
    void refusesTopicsThatAreNone(String query) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> QueryParameters.parse(query).topics());
    }

    @Test
    void takesLastEventIdBeforeSinceAndAnEmptyValueAsAbsent() {
        assertThat(QueryParameters.parse("since=a-1&lastEventId=a-2").cursor()).contains(Cursor.parse("a-2"));
        assertThat(QueryParameters.parse("since=a-1&lastEventId=").cursor()).contains(Cursor.parse("a-1"));
        assertThat(QueryParameters.parse("since=earliest").cursor()).contains(Cursor.EARLIEST);
        assertThat(QueryParameters.parse("since=&lastEventId").cursor()).isEmpty();
        assertThat(QueryParameters.parse("x=1").cursor()).isEmpty();
    }

    @Test
    void refusesAMalformedCursor() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> QueryParameters.parse("since=nonsense").cursor());
    }

    @Test
    void readsNumbersAndCutsThem() {
        assertThat(QueryParameters.parse("wait=25").seconds("wait")).contains(Duration.ofSeconds(25));
        assertThat(QueryParameters.parse("wait=0").seconds("wait")).contains(Duration.ZERO);
        assertThat(QueryParameters.parse("n=000000000000007").number("n")).contains(7);
        assertThat(QueryParameters.parse("n=000").number("n")).contains(0);
        assertThat(QueryParameters.parse("n=999999999").number("n")).contains(999_999_999);
        assertThat(QueryParameters.parse("n=1" + "0".repeat(100)).number("n")).contains(999_999_999);
        assertThat(QueryParameters.parse("n=1&n=2").number("n")).contains(1);
        assertThat(QueryParameters.parse("x=1").number("n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "n=", "n=-1", "n=+1", "n=%2B1", "n=1.5", "n=1s", "n=x", "n=%201", "n=١", "n=0x1"})
    void refusesWhatIsNoNonNegativeWholeNumber(String query) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> QueryParameters.parse(query).number("n"))
                .withMessageContaining("n");
    }

    @Test
    void tellsAnEmptyValueFromAnAbsentOne() {
        QueryParameters query = QueryParameters.parse("type=&x");

        assertThat(query.has("type")).isTrue();
        assertThat(query.has("x")).isTrue();
        assertThat(query.has("y")).isFalse();
        assertThat(query.first("type")).isEmpty();
    }
}
