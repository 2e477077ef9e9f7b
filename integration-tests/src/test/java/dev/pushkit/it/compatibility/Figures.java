// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.compatibility;

import java.time.Duration;
import org.junit.jupiter.api.TestReporter;

/**
 * What a test tells the table beyond having passed.
 *
 * <p>It travels through JUnit's own report entries, so that every other report has it too. Thread-safe.
 */
public final class Figures {
    /** The entry that narrows a test to one column. */
    static final String FEATURE = "feature";

    /** The entry that names the row, where a test runs servers of several. */
    static final String ROW = "row";

    /** The entry for what is lacking all the same. */
    static final String NOTE = "note";

    /** The entry for a figure: what was measured. */
    static final String FIGURE = "figure";

    private final TestReporter reporter;

    /**
     * Figures of one test.
     *
     * @param reporter the reporter that JUnit gave to the test
     */
    public Figures(TestReporter reporter) {
        this.reporter = reporter;
    }

    /**
     * Narrows the present test to one of the columns that it may stand for.
     *
     * @param feature the column
     */
    public void of(Feature feature) {
        reporter.publishEntry(FEATURE, feature.name());
    }

    /**
     * Names the row that the present test belongs to.
     *
     * @param row the row
     */
    public void in(String row) {
        reporter.publishEntry(ROW, row);
    }

    /**
     * Tells how long something took.
     *
     * @param what what it was, such as {@code SSE}
     * @param took the time
     */
    public void took(String what, Duration took) {
        long millis = took.toMillis();
        tell(what, millis < 1_000 ? millis + " ms" : "%.1f s".formatted(millis / 1_000.0));
    }

    /**
     * Tells of something that the container lacks, beside what the test has shown all the same.
     *
     * @param reason the reason, as the table shall print it
     */
    public void note(String reason) {
        reporter.publishEntry(NOTE, reason);
    }

    /**
     * Tells a figure.
     *
     * @param what what it is of
     * @param figure the figure with its unit
     */
    public void tell(String what, String figure) {
        reporter.publishEntry(FIGURE, (what + " " + figure).strip());
    }
}
