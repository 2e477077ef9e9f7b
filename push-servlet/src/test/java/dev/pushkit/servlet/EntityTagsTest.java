// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.Cursor;
import dev.pushkit.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    private static final Cursor PLACE = new Cursor("abc", 17);

    @Test
    void quotesTheCursor() {
        assertThat(EntityTags.of(PLACE)).isEqualTo("\"abc-17\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"abc-17\"",
                "W/\"abc-17\"",
                "\"abc-17-gzip\"",
                "\"abc-17;gzip\"",
                "W/\"abc-17--gzip\"",
                "\"abc-17\", \"x\""
            })
    void readsWeakTagsAndThoseThatAFilterMarked(String header) {
        assertThat(EntityTags.cursor(header)).contains(PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "\"\""})
    void countsAnEmptyTagAsAbsent(String header) {
        assertThat(EntityTags.cursor(header)).isEmpty();
    }

    @Test
    void refusesWhatIsNoCursorAndWhatIsTooLongToLookAt() {
        assertThatThrownBy(() -> EntityTags.cursor("\"!\"")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> EntityTags.cursor("\"" + "-".repeat(100_000)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("256");
    }
}
