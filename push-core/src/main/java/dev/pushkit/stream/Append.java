// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.util.Optional;

/**
 * Something to append. Immutable, thread-safe as long as nobody writes into its bytes.
 *
 * @param bytes what; a JSON value, or an array of several, for a JSON stream
 * @param contentType what they are; empty for what the stream is
 * @param producer makes a repeat harmless
 * @param sequence a number of the writer's own that has to rise, compared as text
 * @param close whether the stream is complete with them
 * @param piece whether more of the same body follows: then it need not outlast the machine's end yet
 */
public record Append(
        Slice bytes,
        Optional<String> contentType,
        Optional<ProducerMark> producer,
        Optional<String> sequence,
        boolean close,
        boolean piece) {
    /**
     * Bytes, and nothing besides.
     *
     * @param bytes what to append
     * @return the append
     */
    public static Append of(byte[] bytes) {
        return new Append(Slice.of(bytes), Optional.empty(), Optional.empty(), Optional.empty(), false, false);
    }

    /**
     * The end of a stream.
     *
     * @return an append of nothing that closes
     */
    public static Append end() {
        return new Append(Slice.EMPTY, Optional.empty(), Optional.empty(), Optional.empty(), true, false);
    }
}
