// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.wire.OriginRule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;

/** Refuses foreign origins, and gives allowed ones their CORS headers (WHATWG Fetch, section 3.2). */
final class OriginPolicy {
    private static final String REQUEST_HEADERS =
            "Content-Type, Idempotency-Key, Last-Event-ID, If-None-Match, Prefer, Authorization, Range, If-Range, "
                    + StreamHeaders.OF_REQUESTS;
    private static final String RESPONSE_HEADERS =
            "ETag, Preference-Applied, Retry-After, Location, Accept-Ranges, Content-Range, "
                    + StreamHeaders.OF_ANSWERS;

    private static final String ANONYMOUS = "dev.pushkit.servlet.anonymous";

    private final OriginRule rule;

    OriginPolicy(List<String> allowed) {
        rule = OriginRule.of(allowed);
    }

    /**
     * Judges a request and writes the headers that its origin needs.
     *
     * @throws ProblemException with 403 for a foreign origin
     */
    void apply(HttpServletRequest request, HttpServletResponse response) {
        // Also where there is none: a cache may give this answer to a page of another origin.
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return;
        }
        switch (rule.judge(Optional.of(origin), Optional.of(host(request)))) {
            case OWN -> {}
            case ALLOWED_BY_NAME -> {
                response.setHeader("Access-Control-Allow-Origin", origin);
                response.setHeader("Access-Control-Allow-Credentials", "true");
                response.setHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
            }
            case ALLOWED_BY_STAR -> {
                // Anybody's page may come, so none of them may act for its visitor.
                request.setAttribute(ANONYMOUS, true);
                response.setHeader("Access-Control-Allow-Origin", "*");
                response.setHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
            }
            case FOREIGN ->
                throw new ProblemException(
                        403,
                        "The origin " + (origin.length() > 200 ? "of this page" : origin)
                                + " is foreign here: the server's setting push.origins has to name it.");
        }
    }

    /** Whether the request's user counts for nothing, as any page could have sent it. */
    static boolean isAnonymous(HttpServletRequest request) {
        return request.getAttribute(ANONYMOUS) != null;
    }

    /** Answers the question that a browser asks before a foreign request. */
    static void preflight(HttpServletRequest request, HttpServletResponse response, String methods) {
        response.setHeader("Allow", methods);
        if (request.getHeader("Origin") != null && request.getHeader("Access-Control-Request-Method") != null) {
            response.setHeader("Access-Control-Allow-Methods", methods);
            response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
            response.setHeader("Access-Control-Max-Age", "600");
        }
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    // Over HTTP/2 some containers know the authority by name and port alone.
    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null ? host : request.getServerName() + ':' + request.getServerPort();
    }
}
