// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import dev.pushkit.it.container.MissingJdkException;
import dev.pushkit.it.container.ServerStartException;
import dev.pushkit.it.container.ServerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Listens to the tests and writes down what they show of the server under test; found through {@code META-INF/services}.
 *
 * <p>Thread-safe: tests of several rows may run at once.
 */
public final class RowRecorder implements TestExecutionListener {

    /** What a test has told so far. */
    private record Told(List<Feature> features, List<String> rows, List<String> figures, List<String> notes) {
        Told() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    // A test's entries come from its own thread.
    private final Map<UniqueId, Told> told = new ConcurrentHashMap<>();
    // Guarded by this.
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private volatile TestPlan plan;

    /** Made by JUnit. */
    public RowRecorder() {}

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        Told mine = told.computeIfAbsent(test.getUniqueIdObject(), id -> new Told());
        entry.getKeyValuePairs().forEach((key, value) -> {
            switch (key) {
                case Figures.FEATURE -> mine.features().add(Feature.valueOf(value));
                case Figures.ROW -> mine.rows().add(value);
                case Figures.NOTE -> mine.notes().add(value);
                case Figures.FIGURE -> mine.figures().add(value);
                default -> {}
            }
        });
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, Cell.Result.LACKING, List.of(reason), Optional.empty());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Optional<Throwable> cause = result.getThrowable();
        String message = cause.map(RowRecorder::message).orElse("");
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    record(test, Cell.Result.PASS, List.of(), Optional.empty());
                }
            }
            case ABORTED -> record(test, Cell.Result.LACKING, List.of(message), cause);
            case FAILED -> record(test, Cell.Result.FAIL, List.of(name(test) + ": " + message), cause);
        }
    }

    private void record(TestIdentifier test, Cell.Result result, List<String> notes, Optional<Throwable> cause) {
        Told mine = told.getOrDefault(test.getUniqueIdObject(), new Told());
        List<Feature> features = mine.features().isEmpty() ? features(test) : mine.features();
        if (features.isEmpty()) {
            return;
        }
        ServerUnderTest server = mine.rows().isEmpty()
                ? ServerUnderTest.ofThisProcess()
                : ServerUnderTest.named(mine.rows().get(0));
        Map<Feature, Cell> cells = new EnumMap<>(Feature.class);
        List<String> all = Stream.concat(notes.stream(), mine.notes().stream()).toList();
        features.forEach(feature -> cells.put(feature, new Cell(result, mine.figures(), all)));
        Row part = new Row(
                server.row(),
                server.product(),
                server.jdkVersion(),
                cause.flatMap(thrown -> find(thrown, ServerStartException.class)),
                cause.flatMap(thrown -> find(thrown, MissingJdkException.class)),
                cells);
        synchronized (this) {
            rows.merge(server.row(), part, Row::and);
        }
    }

    // A class that failed before its tests fails for all that they would have shown.
    private List<Feature> features(TestIdentifier test) {
        return test.getSource()
                .map(source -> {
                    if (source instanceof MethodSource method) {
                        Shows own = method.getJavaMethod().getAnnotation(Shows.class);
                        return shown(own == null ? method.getJavaClass().getAnnotation(Shows.class) : own);
                    }
                    if (source instanceof ClassSource type) {
                        return Stream.concat(
                                        shown(type.getJavaClass().getAnnotation(Shows.class)).stream(),
                                        Stream.of(type.getJavaClass().getDeclaredMethods())
                                                .flatMap(method -> shown(method.getAnnotation(Shows.class)).stream()))
                                .distinct()
                                .toList();
                    }
                    return List.<Feature>of();
                })
                .orElse(List.of());
    }

    private static List<Feature> shown(Shows shows) {
        return shows == null ? List.of() : List.of(shows.value());
    }

    private String name(TestIdentifier test) {
        String name = test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? simple(method.getClassName()) + "." + method.getMethodName()
                        : source instanceof ClassSource type ? simple(type.getClassName()) : "")
                .orElse("");
        boolean oneOfSeveral = plan.getParent(test)
                .flatMap(TestIdentifier::getSource)
                .filter(MethodSource.class::isInstance)
                .isPresent();
        return name + (oneOfSeveral ? " " + test.getDisplayName() : "");
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private static Optional<String> find(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(at.getMessage());
            }
        }
        return Optional.empty();
    }

    private static String message(Throwable thrown) {
        String text = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return text.replaceFirst("^Assumption failed: (assumption is not true|)", "")
                .strip();
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan testPlan) {
        try {
            for (Row row : rows.values()) {
                RowFiles.write(row);
            }
            // The next class of this process is a plan of its own.
            rows.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("The rows of the table cannot be written", e);
        }
    }
}
