// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** What happens to applications of other people that the kit is dropped into. */
package dev.pushkit.it.deployment;
