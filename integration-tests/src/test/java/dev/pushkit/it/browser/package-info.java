// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The browser client in Chromium, on networks that fail in all the ways that networks do.
 *
 * <p>A {@link dev.pushkit.it.browser.Stage} holds the sample, the browser and an {@link dev.pushkit.it.browser.Origin}
 * for each network; a page is blank but for the clients that a test makes in it.
 */
package dev.pushkit.it.browser;
