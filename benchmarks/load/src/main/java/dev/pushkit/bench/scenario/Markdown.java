// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.util.List;

/** Writes tables. */
final class Markdown {

    private Markdown() {}

    /** The first row is the head; the first column is text, the others are figures. */
    static String table(List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        table.append(line(rows.get(0)));
        table.append("|---|").append("--:|".repeat(rows.get(0).size() - 1)).append('\n');
        rows.subList(1, rows.size()).forEach(row -> table.append(line(row)));
        return table.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
