// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.ServerUnderTest;
import dev.pushkit.it.container.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Puts the rows of this build together, compares them with the table in {@code docs}, and writes that anew where they
 * tell something else.
 *
 * <p>{@code it.table} says where the table lies, {@code it.table.complete=true} that every row of it has to be there,
 * {@code it.table.write=true} that fresh figures are wanted although nothing else has changed. The row of a server that
 * somebody else runs is printed, and compared with nothing.
 */
@Tag("table")
class CompatibilityTableIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");

    private final Path docs = Path.of(System.getProperty("it.table", "../docs/compatibility.json"));

    @Test
    void agreesWithTheTableInTheDocs() throws IOException {
        Table run = new Table(new TreeMap<>(RowFiles.read()));
        String page = TablePage.of(run);
        run.write(RowFiles.folder().resolve("compatibility.json"));
        Files.writeString(RowFiles.folder().resolve("compatibility.md"), page);
        if (ServerUnderTest.ofThisProcess().url().isPresent()) {
            LOG.log(System.Logger.Level.INFO, "{0}", page);
            return;
        }
        for (Row row : run.rows().values()) {
            row.absent()
                    .ifPresent(reason -> LOG.log(
                            System.Logger.Level.WARNING, "{0} stands outside the comparison: {1}", row.id(), reason));
        }
        compare(Table.read(docs), run);
    }

    @Test
    void isWhatThePageInTheDocsShows() throws IOException {
        Servers.needs(Ability.OWN_PROCESS);
        String page = Files.readString(docs.resolveSibling("compatibility.md"));
        assertThat(page.equals(TablePage.of(Table.read(docs))))
                .as("docs/compatibility.md is what compatibility.json tells; -Dit.table.write=true writes both anew")
                .isTrue();
    }

    private void compare(Table said, Table run) throws IOException {
        List<String> disagreements = said.disagreements(run);
        if (!disagreements.isEmpty() || Boolean.getBoolean("it.table.write")) {
            Table fresh = said.updatedBy(run);
            fresh.write(docs);
            Files.writeString(docs.resolveSibling("compatibility.md"), TablePage.of(fresh));
        }
        assertThat(disagreements)
                .as("docs/compatibility.md has been written anew: if that is right, commit it")
                .isEmpty();
        if (Boolean.getBoolean("it.table.complete")) {
            assertThat(run.rows().keySet())
                    .as("rows of this run")
                    .containsAll(said.rows().keySet());
        }
    }
}
