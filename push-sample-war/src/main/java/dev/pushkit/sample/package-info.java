// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The sample's web application: feeds to look at, and a game whose server decides.
 *
 * <p>It uses what an application of your own would: {@link dev.pushkit.servlet.Push} to say what goes, and the hub to
 * publish. Nothing here knows how an event reaches a browser.
 */
package dev.pushkit.sample;
