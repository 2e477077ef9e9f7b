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
     * Compares a stream with what is asked for; its source may be gone by now.
     *
     * @throws StreamException if it is another one
     */
    static void checkSame(ByteStream stream, StreamOptions options) {
        if (stream.isDeleted()) {
            throw StreamException.of(
                    Reason.OTHER_STREAM,
                    "A stream of this name was deleted, and forks still need it: take another name.");
        }
        boolean same = isSameType(stream, options)
                && isSameEnd(stream, options)
                && stream.isClosed() == options.closed()
                && isSameFork(stream, options);
        if (!same) {
            throw StreamException.of(
                    Reason.OTHER_STREAM,
                    "There is a stream of this name with another content type, expiry, origin or end: take another name,"
                            + " or append to it.");
        }
    }

    private static boolean isSameType(ByteStream stream, StreamOptions options) {
        if (options.fork().isPresent() && options.contentType().isEmpty()) {
            return true;
        }
        return ByteStream.mediaType(stream.contentType())
                .equals(ByteStream.mediaType(options.contentType().orElse(BYTES)));
    }

    private static boolean isSameEnd(ByteStream stream, StreamOptions options) {
        boolean inherits = options.ttl().isEmpty() && options.expiresAt().isEmpty();
        return (options.fork().isPresent() && inherits)
                || (stream.ttl().equals(options.ttl()) && stream.expiresAt().equals(options.expiresAt()));
    }

    private static boolean isSameFork(ByteStream stream, StreamOptions options) {
        Optional<ForkOrigin> is = stream.header().fork();
        if (is.isEmpty() || options.fork().isEmpty()) {
            return is.isEmpty() && options.fork().isEmpty();
        }
        ForkPoint asked = options.fork().get();
        checkAnchored(asked);
        // Where no offset is given, the source may have grown since. Else its beginning, which is the source's, tells.
        return is.get().sourceName().equals(asked.source().text())
                && (asked.offset().isEmpty() || isAt(is.get().position(), asked, stream));
    }

    private static boolean isAt(long position, ForkPoint asked, ByteStream stream) {
        try {
            return position(asked, stream) == position;
        } catch (InvalidInputException e) {
            // The source may have more than the fork.
            return false;
        }
    }

    private static long position(ForkPoint fork, ByteStream source) {
        long tail = source.tail().position();
        checkAnchored(fork);
        if (fork.offset().isEmpty()) {
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

    private static void checkAnchored(ForkPoint fork) {
        if (fork.offset().isEmpty() && fork.beyond() > 0) {
            throw new InvalidInputException("Stream-Fork-Sub-Offset counts from Stream-Fork-Offset: send both.");
        }
    }
}
