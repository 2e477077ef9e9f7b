// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the table as a page of Markdown: a table for each group of features, the reasons below. */
final class TablePage {
    private static final int MOST_OF_A_NOTE = 400;

    private final Table table;
    private final List<String> notes = new ArrayList<>();
    private final StringBuilder page = new StringBuilder();

    private TablePage(Table table) {
        this.table = table;
    }

    /** The page for a table. */
    static String of(Table table) {
        return new TablePage(table).write();
    }

    private String write() {
        page.append("""
                # Compatibility

                The same two jars in every container, tried from outside: raw sockets, real clients, a forked server. `mvn verify
                -Pappservers` writes this page and [the same as JSON](compatibility.json); it is never edited. How to add a line for your own
                container is told in [CONTRIBUTING](../CONTRIBUTING.md).

                ✓ every test of the feature passed · ◐ those passed that could be tried, for the reason that the small number leads to · – the
                container, or the way it runs, lacks what the feature needs · ✗ a test failed. A small number beside ✓ leads to a remark. Times are from a busy machine with two cores: read them as "not longer than".
                """);
        for (Feature.Group group : Feature.Group.values()) {
            List<Feature> features = Arrays.stream(Feature.values())
                    .filter(feature -> feature.group() == group)
                    .toList();
            page.append("\n## ").append(group.title()).append("\n\n");
            features.forEach(feature -> page.append("* **%s**: %s%n".formatted(feature.title(), feature.promise())));
            page.append("\n| container | JDK |");
            features.forEach(feature -> page.append(' ').append(feature.title()).append(" |"));
            page.append("\n|---|---|").append("---|".repeat(features.size())).append('\n');
            table.rows().values().forEach(row -> line(row, features));
        }
        page.append("\n## Reasons\n\n");
        for (int i = 0; i < notes.size(); i++) {
            page.append("%d. %s%n".formatted(i + 1, notes.get(i)));
        }
        List<Row> failed = table.rows().values().stream()
                .filter(row -> row.failure().isPresent())
                .toList();
        for (Row row : failed) {
            page.append("%n%s did not run:%n%n```%n%s%n```%n"
                    .formatted(row.product(), row.failure().orElseThrow()));
        }
        return page.toString();
    }

    private void line(Row row, List<Feature> features) {
        page.append("| ").append(row.product()).append(" | ").append(row.jdk()).append(" |");
        for (Feature feature : features) {
            Cell cell = row.cell(feature);
            page.append(' ').append(cell.result().sign());
            cell.notes()
                    .forEach(note -> page.append("<sup>").append(number(note)).append("</sup>"));
            if (!cell.figures().isEmpty()) {
                page.append(' ').append(cell.figures().stream().collect(Collectors.joining(", ")));
            }
            page.append(" |");
        }
        page.append('\n');
    }

    private int number(String note) {
        String line =
                note.lines().map(String::strip).collect(Collectors.joining(" ")).replace("|", "\\|");
        String text = line.length() > MOST_OF_A_NOTE ? line.substring(0, MOST_OF_A_NOTE) + " …" : line;
        if (!notes.contains(text)) {
            notes.add(text);
        }
        return notes.indexOf(text) + 1;
    }
}
