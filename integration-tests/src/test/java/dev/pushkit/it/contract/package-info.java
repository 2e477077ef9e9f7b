// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** What every transport promises, written once and run against each, and what every path refuses. */
package dev.pushkit.it.contract;
