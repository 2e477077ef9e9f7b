// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** The embedded Jetty that serves the sample when it runs alone; packed into {@code WEB-INF/server}. */
package dev.pushkit.sample.server.jetty;
