// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Optional;

/**
 * What a later subscription replays, before the connection's feed goes on.
 *
 * @param ref the client's own name of its command
 * @param feed reads the replay
 * @param upTo the connection's place, where the replay ends
 */
record Replay(Optional<String> ref, Feed feed, long upTo) {}
