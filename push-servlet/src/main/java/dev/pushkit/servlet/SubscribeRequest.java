// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Cursor;
import dev.pushkit.Identity;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Subscription;
import dev.pushkit.TopicPattern;
import dev.pushkit.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/** Reads what a request subscribes to. */
final class SubscribeRequest {
    private SubscribeRequest() {}

    static Subscription read(QueryParameters query, Optional<Cursor> since, Identity identity, String transport) {
        List<TopicPattern> topics = query.topics();
        if (topics.isEmpty()) {
            throw new InvalidInputException("There is no topic: add ?topic=NAME, once or more.");
        }
        return new Subscription(
                topics,
                since.orElse(Cursor.LATEST),
                identity,
                query.seconds("heartbeat"),
                query.number("limit").map(limit -> Math.max(1, limit)).orElse(0),
                transport);
    }

    /** The cursor of the header or else of the query. */
    static Optional<Cursor> cursor(HttpServletRequest request, QueryParameters query) {
        return Optional.ofNullable(request.getHeader("Last-Event-ID"))
                .filter(text -> !text.isEmpty())
                .map(Cursor::parse)
                .or(query::cursor);
    }
}
