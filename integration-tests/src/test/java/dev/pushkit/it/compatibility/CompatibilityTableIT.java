// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Puts the rows of this build together, compares them with the table in {@code docs}, and writes that anew where they
 * tell something else.
 *
 * <p>{@code it.table} says where the table lies, {@code it.table.rows} which rows have to be there, {@code
 * it.table.write=true} that fresh figures are wanted although nothing else has changed.
 */
@Tag("table")
class CompatibilityTableIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");

    @Test
    void agreesWithTheTableInTheDocs() throws IOException {
        Table run = new Table(new TreeMap<>(RowFiles.read()));
        Path docs = Path.of(System.getProperty("it.table", "../docs/compatibility.json"));
        Table said = Table.read(docs);
        run.write(RowFiles.folder().resolve("compatibility.json"));
        Files.writeString(RowFiles.folder().resolve("compatibility.md"), TablePage.of(run));
        run.rows().values().stream()
                .filter(row -> row.absent().isPresent())
                .forEach(row -> LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} stands outside the comparison: {1}",
                        row.id(),
                        row.absent().orElseThrow()));
        var disagreements = said.disagreements(run);
        if (!disagreements.isEmpty() || Boolean.getBoolean("it.table.write")) {
            Table fresh = said.updatedBy(run);
            fresh.write(docs);
            Files.writeString(docs.resolveSibling("compatibility.md"), TablePage.of(fresh));
        }
        assertThat(disagreements)
                .as("docs/compatibility.md has been written anew: if that is right, commit it")
                .isEmpty();
        assertThat(run.rows().keySet())
                .as("rows of this run")
                .contains(
                        System.getProperty("it.table.rows", "").isBlank()
                                ? new String[0]
                                : System.getProperty("it.table.rows").strip().split("[\\s,]+"));
    }
}
