// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.InvalidInputException;
import dev.pushkit.stream.StreamException.Reason;
import java.security.SecureRandom;
import java.util.Optional;

/** What a stream becomes by its options and, if it is a fork, by its source (Durable Streams, sections 4.2 and 5.1). */
final class Headers {
    private static final String BYTES = "application/octet-stream";
    private static final int RADIX = 36;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Headers() {}

    static StreamHeader resolve(StreamName name, StreamOptions options, Optional<ByteStream> source) {
        boolean own = options.ttl().isPresent() || options.expiresAt().isPresent();
        return new StreamHeader(
                Long.toString(RANDOM.nextLong() >>> 1, RADIX),
                name.text(),
                options.contentType()
                        .or(() -> source.map(ByteStream::contentType))
                        .orElse(BYTES),
                own ? options.ttl() : source.flatMap(ByteStream::ttl),
                own ? options.expiresAt() : source.flatMap(ByteStream::expiresAt),
                source.map(before -> new ForkOrigin(
                        before.id(), before.name(), position(options.fork().orElseThrow(), before))));
    }

    /**
     * Compares a stream with what is asked for.
     *
     * @throws StreamException if it is another one
     */
    static void checkSame(ByteStream stream, StreamHeader asked, StreamOptions options) {
        if (stream.isDeleted()) {
            throw StreamException.of(
                    Reason.OTHER_STREAM,
                    "A stream of this name was deleted, and forks still need it: take another name.");
        }
        StreamHeader is = stream.header();
        boolean same = ByteStream.mediaType(is.contentType()).equals(ByteStream.mediaType(asked.contentType()))
                && is.ttl().equals(asked.ttl())
                && is.expiresAt().equals(asked.expiresAt())
                && stream.isClosed() == options.closed()
                && isSameFork(is.fork(), asked.fork(), options);
        if (!same) {
            throw StreamException.of(
                    Reason.OTHER_STREAM,
                    "There is a stream of this name with another content type, expiry, origin or end: take another name,"
                            + " or append to it.");
        }
    }

    private static boolean isSameFork(Optional<ForkOrigin> is, Optional<ForkOrigin> asked, StreamOptions options) {
        // Where no offset is given, the source may have grown since.
        boolean anywhere =
                options.fork().filter(fork -> fork.offset().isEmpty()).isPresent();
        return anywhere ? is.map(ForkOrigin::sourceId).equals(asked.map(ForkOrigin::sourceId)) : is.equals(asked);
    }

    private static long position(ForkPoint fork, ByteStream source) {
        long tail = source.tail().position();
        if (fork.offset().isEmpty()) {
            if (fork.beyond() > 0) {
                throw new InvalidInputException("Stream-Fork-Sub-Offset counts from Stream-Fork-Offset: send both.");
            }
            return tail;
        }
        // Also refuses what lies beyond the end or within a message.
        long anchor = source.page(fork.offset().get(), 1).start().position();
        if (source.isJson()) {
            return Pages.skipMessages(source, anchor, fork.beyond());
        }
        if (fork.beyond() > tail - anchor) {
            throw new InvalidInputException("Stream-Fork-Sub-Offset names more bytes than follow the offset.");
        }
        return anchor + fork.beyond();
    }
}
