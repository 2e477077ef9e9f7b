// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table says, and when a run contradicts it. */
class TableTest {
    private static final Cell PASS = new Cell(Cell.Result.PASS, List.of("12 ms"), List.of());
    private static final Cell SLOWER = new Cell(Cell.Result.PASS, List.of("99 ms"), List.of());
    private static final Cell LACKING = new Cell(Cell.Result.LACKING, List.of(), List.of("has no h2c"));
    private static final Cell FAIL = new Cell(Cell.Result.FAIL, List.of(), List.of("GapIT.tells: expected | a gap"));

    private static Row row(String id, Map<Feature, Cell> changed) {
        Map<Feature, Cell> cells = new EnumMap<>(Feature.class);
        for (Feature feature : Feature.values()) {
            cells.put(feature, PASS);
        }
        cells.putAll(changed);
        return new Row(id, "Server " + id, "17.0.1", Optional.empty(), Optional.empty(), cells);
    }

    private static Table table(Row... rows) {
        Map<String, Row> all = new LinkedHashMap<>();
        for (Row row : rows) {
            all.put(row.id(), row);
        }
        return new Table(all);
    }

    @Test
    void agreesWithARunOfOtherFigures() {
        Table said = table(row("a", Map.of()), row("b", Map.of(Feature.HTTP2, LACKING)));
        Table run = table(row("a", Map.of(Feature.FIN, SLOWER)));
        assertThat(said.disagreements(run)).isEmpty();
    }

    @Test
    void namesEveryCellThatPassesInOneOfThemOnly() {
        Table said = table(row("a", Map.of(Feature.GAP, FAIL, Feature.HTTP2, LACKING)));
        Table run = table(row("a", Map.of(Feature.FIN, FAIL)));
        assertThat(said.disagreements(run))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("a, FIN").contains("GapIT.tells"))
                .anySatisfy(line -> assertThat(line).contains("a, Gap"))
                .anySatisfy(line -> assertThat(line).contains("a, HTTP/2"));
    }

    @Test
    void namesACellOfWhichLessWasTried() {
        Table said = table(row("a", Map.of()));
        Table run = table(row("a", Map.of(Feature.UNDEPLOY, PASS.and(LACKING))));
        assertThat(said.disagreements(run)).singleElement().asString().contains("a, Undeploy", "has no h2c");
    }

    @Test
    void namesARowThatItDoesNotHave() {
        assertThat(table().disagreements(table(row("new", Map.of())))).containsExactly("new is not in the table");
    }

    @Test
    void leavesARowOutThatCouldNotBeTried() {
        Row absent = new Row("a", "Server a", "25", Optional.empty(), Optional.of("no JDK 25"), Map.of());
        Table said = table(row("a", Map.of()));
        assertThat(said.disagreements(table(absent))).isEmpty();
        assertThat(said.updatedBy(table(absent))).isEqualTo(said);
    }

    @Test
    void countsAFeatureThatNoTestHasShownAsFailed() {
        Row row = new Row("a", "Server a", "17", Optional.empty(), Optional.empty(), Map.of(Feature.GAP, PASS));
        assertThat(row.cell(Feature.FIN).result()).isEqualTo(Cell.Result.FAIL);
        assertThat(table(row("a", Map.of())).disagreements(table(row))).hasSize(Feature.values().length - 1);
    }

    @Test
    void takesTheWorstOfSeveralTestsOfAFeature() {
        assertThat(PASS.and(FAIL).result()).isEqualTo(Cell.Result.FAIL);
        assertThat(LACKING.and(FAIL).result()).isEqualTo(Cell.Result.FAIL);
        assertThat(LACKING.and(PASS).result()).isEqualTo(Cell.Result.PARTLY);
        assertThat(PASS.and(LACKING).and(PASS).result()).isEqualTo(Cell.Result.PARTLY);
        assertThat(PASS.and(LACKING).and(LACKING).notes()).containsExactly("has no h2c");
        assertThat(PASS.and(LACKING).and(FAIL).result()).isEqualTo(Cell.Result.FAIL);
        assertThat(LACKING.and(LACKING)).isEqualTo(LACKING);
        assertThat(PASS.and(SLOWER).figures()).containsExactly("12 ms", "99 ms");
    }

    @Test
    void comesBackFromItsFile(@TempDir Path folder) throws IOException {
        Table said = table(row("a", Map.of(Feature.GAP, FAIL)), row("b", Map.of(Feature.HTTP2, LACKING)));
        Path file = folder.resolve("table.json");
        said.write(file);
        assertThat(Table.read(file)).isEqualTo(said);
        assertThat(Table.read(folder.resolve("none.json")).rows()).isEmpty();
    }

    @Test
    void tellsOnItsPageWhichTestFailedAndWhatIsLacking() {
        Row failed = new Row(
                "c",
                "Server c",
                "17",
                Optional.of("c ended during its start. The end of its log:\nno such port"),
                Optional.empty(),
                Map.of());
        String page = TablePage.of(
                table(row("a", Map.of(Feature.GAP, FAIL)), row("b", Map.of(Feature.HTTP2, LACKING)), failed));
        assertThat(page)
                .contains("| Server a | 17.0.1 |")
                .contains("✗<sup>")
                .contains("GapIT.tells: expected \\| a gap")
                .contains("has no h2c")
                .contains("Server c did not run")
                .contains("no such port");
    }
}
