// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** What the launchers of embedded servers share. */
package dev.pushkit.it.launcher;
