// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The table of containers and features, written by the tests that it tells of.
 *
 * <p>A test says by {@link dev.pushkit.it.compatibility.Shows} which column it stands for and by {@link
 * dev.pushkit.it.compatibility.Figures} what it has measured; {@link dev.pushkit.it.compatibility.RowRecorder} writes the row
 * of the server under test, and the last test of a build puts the rows together and compares them with {@code
 * docs/compatibility.json}.
 */
package dev.pushkit.it.compatibility;
