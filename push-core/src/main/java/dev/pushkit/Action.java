// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** What an identity asks to do. */
public enum Action {
    /** Listen to a topic or a pattern. */
    SUBSCRIBE,
    /** Publish to a topic over the network. */
    PUBLISH
}
