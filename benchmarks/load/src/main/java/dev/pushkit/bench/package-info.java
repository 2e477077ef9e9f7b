// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** The command line: one load, one scenario, or all of them. */
package dev.pushkit.bench;
