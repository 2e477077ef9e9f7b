// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.DeniedException;
import dev.pushkit.HubClosedException;
import dev.pushkit.InvalidInputException;
import dev.pushkit.OverloadedException;
import dev.pushkit.PushException;
import dev.pushkit.TooLargeException;
import dev.pushkit.wire.WireFormats;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An error as a client sees it (RFC 9457).
 *
 * @param status the HTTP status
 * @param detail what to change
 * @param retryAfter when another try makes sense
 */
record Problem(int status, String detail, Optional<Duration> retryAfter) {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(416, "Range Not Satisfiable"),
            Map.entry(426, "Upgrade Required"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(507, "Insufficient Storage"));

    static Problem of(int status, String detail) {
        return new Problem(status, detail, Optional.empty());
    }

    static Problem of(PushException refused) {
        if (refused instanceof OverloadedException overloaded) {
            return new Problem(
                    overloaded.isOwnFault() ? 429 : 503, overloaded.getMessage(), Optional.of(overloaded.retryAfter()));
        }
        if (refused instanceof HubClosedException) {
            return new Problem(503, refused.getMessage(), Optional.of(Duration.ofSeconds(2)));
        }
        return of(status(refused), refused.getMessage());
    }

    private static int status(PushException refused) {
        if (refused instanceof DeniedException) {
            return 403;
        }
        if (refused instanceof TooLargeException) {
            return 413;
        }
        return refused instanceof InvalidInputException ? 400 : 500;
    }

    /** Answers with this problem, unless an answer has begun. */
    void send(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        boolean filtered = BufferingDiagnosis.isFiltered(response);
        if (!filtered) {
            // Else a filter may have begun already, and its first bytes would be lost.
            response.resetBuffer();
        }
        response.setStatus(status);
        response.setContentType("application/problem+json");
        retryAfter.ifPresent(wait -> response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        byte[] body = WireFormats.problem(status, TITLES.getOrDefault(status, "Error"), detail)
                .getBytes(StandardCharsets.UTF_8);
        if (!filtered) {
            response.setContentLength(body.length);
        }
        response.getOutputStream().write(body);
    }
}
