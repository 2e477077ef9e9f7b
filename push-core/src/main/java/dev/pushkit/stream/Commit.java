// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.Optional;

/**
 * What is true of a stream once an append, or another change, is done: a log keeps it together with the bytes, both or
 * neither. Immutable, thread-safe.
 *
 * @param tail the position after the last byte
 * @param closed whether no more will come
 * @param deleted whether it is kept for its forks alone
 * @param producer whose append it was
 * @param sequence the writer's own sequence number
 */
record Commit(long tail, boolean closed, boolean deleted, Optional<ProducerMark> producer, Optional<String> sequence) {}
