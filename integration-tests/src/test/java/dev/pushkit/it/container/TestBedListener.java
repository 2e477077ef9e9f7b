// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Ends the servers that all tests shared, after the last of them; found through {@code META-INF/services}. */
public final class TestBedListener implements TestExecutionListener {

    /** Made by JUnit. */
    public TestBedListener() {}

    @Override
    public void testPlanExecutionFinished(TestPlan testPlan) {
        TestBed.close();
    }
}
