// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The sample's web application: a feed of the running JVM's figures, published once a second to {@code system/load}.
 *
 * <p>It uses what an application of your own would: the hub that the kit has put into the servlet context. Nothing here
 * knows how an event reaches a browser.
 */
package dev.pushkit.sample;
