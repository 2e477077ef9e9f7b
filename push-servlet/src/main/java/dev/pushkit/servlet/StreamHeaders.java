// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import dev.pushkit.stream.ForkPoint;
import dev.pushkit.stream.Offset;
import dev.pushkit.stream.ProducerMark;
import dev.pushkit.stream.StreamName;
import dev.pushkit.stream.StreamOptions;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The headers of the Durable Streams protocol, and how they are read (its sections 4.2, 5.1 and 5.2). */
final class StreamHeaders {
    static final String NEXT_OFFSET = "Stream-Next-Offset";
    static final String UP_TO_DATE = "Stream-Up-To-Date";
    static final String CLOSED = "Stream-Closed";
    static final String CURSOR = "Stream-Cursor";
    static final String TTL = "Stream-TTL";
    static final String EXPIRES_AT = "Stream-Expires-At";
    static final String PRODUCER_EPOCH = "Producer-Epoch";
    static final String PRODUCER_SEQ = "Producer-Seq";
    static final String PRODUCER_EXPECTED = "Producer-Expected-Seq";
    static final String PRODUCER_RECEIVED = "Producer-Received-Seq";
    static final String ENCODING = "stream-sse-data-encoding";

    static final String OF_REQUESTS = "Stream-Seq, Stream-TTL, Stream-Expires-At, Stream-Closed, Stream-Forked-From,"
            + " Stream-Fork-Offset, Stream-Fork-Sub-Offset, Producer-Id, Producer-Epoch, Producer-Seq";
    static final String OF_ANSWERS = "Stream-Next-Offset, Stream-Cursor, Stream-Up-To-Date, Stream-Closed, Stream-TTL,"
            + " Stream-Expires-At, Producer-Epoch, Producer-Seq, Producer-Expected-Seq, Producer-Received-Seq,"
            + " stream-sse-data-encoding";

    private static final String SEQUENCE = "Stream-Seq";
    private static final String FORKED_FROM = "Stream-Forked-From";
    private static final String FORK_OFFSET = "Stream-Fork-Offset";
    private static final String FORK_SUB_OFFSET = "Stream-Fork-Sub-Offset";
    private static final String PRODUCER_ID = "Producer-Id";

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
    // What is sent for want of a type, such as curl's for forms, is one all the same: it is what was said.
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+\\s*(;.*)?");
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";]*)", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_SEQUENCE = 256;

    private StreamHeaders() {}

    static boolean closes(HttpServletRequest request) {
        return "true".equalsIgnoreCase(request.getHeader(CLOSED));
    }

    /** The content type that a body or a new stream is said to have. */
    static Optional<String> contentType(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Content-Type"))
                .map(String::strip)
                .filter(type -> MEDIA_TYPE.matcher(type).matches());
    }

    /**
     * What a stream is to be created as.
     *
     * @param base the path before the names of streams, which a source may be given with
     * @throws InvalidInputException if a header is malformed or they do not go together
     */
    static StreamOptions options(HttpServletRequest request, String base) {
        Optional<Duration> ttl = header(request, TTL).map(text -> Duration.ofSeconds(number(text, TTL)));
        Optional<Instant> end = header(request, EXPIRES_AT).map(StreamHeaders::instant);
        if (ttl.isPresent() && end.isPresent()) {
            throw new InvalidInputException("Stream-TTL and Stream-Expires-At exclude each other: send one.");
        }
        Optional<String> type = contentType(request);
        type.ifPresent(StreamHeaders::checkCharset);
        return new StreamOptions(type, ttl, end, closes(request), fork(request, base));
    }

    /**
     * The writer's own sequence number.
     *
     * @throws InvalidInputException if it is too long
     */
    static Optional<String> sequence(HttpServletRequest request) {
        Optional<String> sequence = header(request, SEQUENCE);
        if (sequence.filter(text -> text.length() > LONGEST_SEQUENCE).isPresent()) {
            throw new InvalidInputException("Stream-Seq has over " + LONGEST_SEQUENCE + " characters.");
        }
        return sequence;
    }

    /**
     * The producer's mark.
     *
     * @throws InvalidInputException if one of the three headers is missing or malformed
     */
    static Optional<ProducerMark> producer(HttpServletRequest request) {
        Optional<String> id = header(request, PRODUCER_ID);
        Optional<String> epoch = header(request, PRODUCER_EPOCH);
        Optional<String> sequence = header(request, PRODUCER_SEQ);
        long given = Stream.of(id, epoch, sequence).filter(Optional::isPresent).count();
        if (given == 0) {
            return Optional.empty();
        }
        if (given < 3) {
            throw new InvalidInputException(
                    "Producer-Id, Producer-Epoch and Producer-Seq go together: send all three.");
        }
        return Optional.of(
                new ProducerMark(id.get(), number(epoch.get(), PRODUCER_EPOCH), number(sequence.get(), PRODUCER_SEQ)));
    }

    // A container would stumble over it at every answer.
    private static void checkCharset(String contentType) {
        Matcher charset = CHARSET.matcher(contentType);
        while (charset.find()) {
            try {
                if (Charset.isSupported(charset.group(1).strip())) {
                    continue;
                }
            } catch (IllegalCharsetNameException e) {
                // Refused like one that is merely unknown.
            }
            throw new InvalidInputException("The Content-Type has a charset that is unknown here: send another.");
        }
    }

    private static Optional<ForkPoint> fork(HttpServletRequest request, String base) {
        Optional<String> source = header(request, FORKED_FROM);
        Optional<String> offset = header(request, FORK_OFFSET);
        Optional<String> beyond = header(request, FORK_SUB_OFFSET);
        if (source.isEmpty()) {
            if (offset.isPresent() || beyond.isPresent()) {
                throw new InvalidInputException("Stream-Fork-Offset and Stream-Fork-Sub-Offset say where a fork begins:"
                        + " send Stream-Forked-From, too.");
            }
            return Optional.empty();
        }
        return Optional.of(new ForkPoint(
                new StreamName(sourceName(source.get(), base)),
                offset.map(Offset::parse),
                beyond.map(text -> number(text, FORK_SUB_OFFSET)).orElse(0L)));
    }

    // Given by its path on the server, or by its path below that of all streams.
    private static String sourceName(String path, String base) {
        try {
            // A plus is a plus in a path.
            String decoded = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            String name = decoded.startsWith(base + '/') ? decoded.substring(base.length()) : decoded;
            return name.startsWith("/") ? name.substring(1) : name;
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("Stream-Forked-From has a broken escape: encode the path.");
        }
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name));
    }

    private static long number(String text, String name) {
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidInputException(name + " has to be a whole number without a sign or leading zeros.");
        }
        return Long.parseLong(text);
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInputException(
                    "Stream-Expires-At has to be a time by RFC 3339, such as 2030-01-31T12:00:00Z.");
        }
    }
}
