// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Scenarios, who takes part in them, and how the outcome is judged and shown.
 *
 * <p>A {@link dev.pushkit.bench.scenario.Scenario} has cases, each a contestant under a load. A {@code Series} measures
 * every case once, then every case again, so that a case and its rival meet the same minutes; each measurement has a
 * server of its own, started and warmed up for it. A {@code Target} compares medians, a {@code Report} prints them.
 */
package dev.pushkit.bench.scenario;
