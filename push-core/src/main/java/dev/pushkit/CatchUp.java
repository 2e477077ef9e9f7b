// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Optional;

/**
 * A subscription that is to be told when it has caught up.
 *
 * @param ref the client's own name of its command
 * @param target how far the connection's feed has to come
 */
record CatchUp(Optional<String> ref, long target) {}
