// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** The launcher of the Undertow that the integration tests fork. */
package dev.pushkit.it.undertow;
