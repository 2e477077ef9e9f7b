// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** Spring's way to server-sent events. */
package dev.pushkit.bench.spring;
