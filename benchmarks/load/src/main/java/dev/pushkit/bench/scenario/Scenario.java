// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.io.IOException;
import java.util.List;

/** Cases that are measured alike. Immutable. */
interface Scenario {

    /** A short name, as the command line has it. */
    String name();

    /** What happens, in a line. */
    String title();

    List<Case> cases();

    /** What the table shows; rivals are compared by the first. */
    List<Metric> metrics();

    List<Target> targets();

    /** How often it is measured, where the user asked for so many times. */
    default int runs(int asked) {
        return asked;
    }

    /** Whether server and driver have all cores together, and not one each. */
    default boolean sharesCores() {
        return false;
    }

    /**
     * Measures a case once, with a server of its own.
     *
     * @throws IOException if the server fails
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    Measurement measure(Case subject, Bench bench) throws IOException, InterruptedException;
}
