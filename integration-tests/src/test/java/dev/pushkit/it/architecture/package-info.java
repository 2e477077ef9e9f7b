// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** The house rules that a compiler cannot see. */
package dev.pushkit.it.architecture;
