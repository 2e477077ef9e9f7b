// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for operators lists what the code knows, word for word. */
final class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void listsEverySettingAndNoOther() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `push."))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(Stream.of(Setting.values())
                        .map(ConfigurationPageTest::row)
                        .toList());
    }

    private static String row(Setting setting) {
        return "| "
                + String.join(
                        " | ",
                        code(setting.key()),
                        code(setting.defaultText()),
                        cell(setting.range()),
                        code(setting.variable()),
                        cell(setting.meaning()))
                + " |";
    }

    private static String code(String text) {
        return text.isEmpty() ? "–" : '`' + text + '`';
    }

    private static String cell(String text) {
        return text.isEmpty() ? "–" : text.replace("|", "\\|");
    }
}
