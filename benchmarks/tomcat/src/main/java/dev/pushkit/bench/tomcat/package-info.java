// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** The launcher of the Tomcat that the benchmarks fork. */
package dev.pushkit.bench.tomcat;
