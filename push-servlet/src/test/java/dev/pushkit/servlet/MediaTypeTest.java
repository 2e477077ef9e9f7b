// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MediaTypeTest {
    @Test
    void tellsJsonTextBatchesAndTheRestApart() {
        assertThat(MediaType.parse("application/json").isJson()).isTrue();
        assertThat(MediaType.parse("application/ld+JSON; x=y").isJson()).isTrue();
        assertThat(MediaType.parse("Text/Plain").isText()).isTrue();
        assertThat(MediaType.parse("application/x-www-form-urlencoded").isText())
                .isTrue();
        assertThat(MediaType.parse("application/x-ndjson").isBatch()).isTrue();
        assertThat(MediaType.parse("multipart/form-data; boundary=x").isMultipart())
                .isTrue();
        assertThat(MediaType.parse(null)).isEqualTo(new MediaType("", StandardCharsets.UTF_8));
    }

    @Test
    void readsTheCharset() {
        assertThat(MediaType.parse("text/plain; charset=\"ISO-8859-1\"").charset())
                .isEqualTo(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> MediaType.parse("text/plain; charset=none-such"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("UTF-8");
    }
}
