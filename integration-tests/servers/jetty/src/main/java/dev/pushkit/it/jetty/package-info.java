// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** The launcher of the Jetty that the integration tests fork. */
package dev.pushkit.it.jetty;
