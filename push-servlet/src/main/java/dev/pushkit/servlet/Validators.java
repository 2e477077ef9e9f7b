// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells one state of an object from another, and the conditions that speak of it (RFC 9110, sections 8.8 and 13).
 *
 * @param tag the opaque part of its ETag
 * @param strong whether equal tags stand for equal bytes
 * @param modified when it was last changed, where that is known
 */
record Validators(String tag, boolean strong, Optional<Instant> modified) {
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(?:,|$)");

    /** The ETag header. */
    String etag() {
        return (strong ? "\"" : "W/\"") + tag + '"';
    }

    /** Whether If-Match, or If-Unmodified-Since without it, forbids an answer. */
    boolean forbids(HttpServletRequest request) {
        String match = request.getHeader("If-Match");
        if (match != null) {
            return !matches(match, true);
        }
        return date(request.getHeader("If-Unmodified-Since"))
                .flatMap(since -> seconds().map(changed -> changed.isAfter(since)))
                .orElse(false);
    }

    /** Whether If-None-Match, or If-Modified-Since without it, says that the client has it already. */
    boolean isNotModified(HttpServletRequest request) {
        String noneMatch = request.getHeader("If-None-Match");
        if (noneMatch != null) {
            return matches(noneMatch, false);
        }
        return date(request.getHeader("If-Modified-Since"))
                .flatMap(since -> seconds().map(changed -> !changed.isAfter(since)))
                .orElse(false);
    }

    /** Whether If-Range, if there is one, lets the Range header count. */
    boolean allowsRange(HttpServletRequest request) {
        String header = request.getHeader("If-Range");
        if (header == null) {
            return true;
        }
        String condition = header.strip();
        if (condition.startsWith("\"") || condition.startsWith("W/")) {
            return strong && condition.equals(etag());
        }
        // Of what changed a moment ago, the date is no strong validator either.
        return strong && date(condition).isPresent() && date(condition).equals(seconds());
    }

    private boolean matches(String header, boolean strongly) {
        if (header.strip().equals("*")) {
            return true;
        }
        Matcher matcher = TAG.matcher(header);
        while (matcher.find()) {
            boolean usable = !strongly || (strong && matcher.group(1) == null);
            if (usable && matcher.group(2).equals(tag)) {
                return true;
            }
        }
        return false;
    }

    // HTTP counts in seconds.
    private Optional<Instant> seconds() {
        return modified.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Optional<Instant> date(String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
