// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** Command lines and JSON. */
package dev.pushkit.bench.text;
