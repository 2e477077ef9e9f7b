// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** A page and its assets that take their time, so that it shows what it is worth to announce them. */
package dev.pushkit.sample.slow;
