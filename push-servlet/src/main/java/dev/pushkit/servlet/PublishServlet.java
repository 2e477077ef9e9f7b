// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Cursor;
import dev.pushkit.Event;
import dev.pushkit.HubContext;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Publication;
import dev.pushkit.Setting;
import dev.pushkit.wire.QueryParameters;
import dev.pushkit.wire.WireFormats;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Takes events over HTTP, where a rule allows it. Thread-safe. */
public final class PublishServlet extends PushServlet {
    private static final long serialVersionUID = 1L;

    PublishServlet(HubContext context, OriginPolicy origins) {
        super(context, origins, "POST, OPTIONS");
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryParameters query = QueryParameters.parse(request.getQueryString());
        MediaType type = MediaType.parse(request.getHeader("Content-Type"));
        refuseUnsupported(request, type);
        int most = settings().count(type.isBatch() ? Setting.PUBLISH_BYTES : Setting.EVENT_BYTES);
        List<Event> events = type.isBatch()
                ? PublishBody.batch(PublishBody.read(request, most), type)
                : List.of(PublishBody.event(topic(query), query.first("type"), type, request, most));
        Optional<String> key =
                Optional.ofNullable(request.getHeader("Idempotency-Key")).filter(text -> !text.isEmpty());
        try (RequestIdentity who = new RequestIdentity(request, settings())) {
            List<Cursor> places = context().publish(new Publication(events, who.identity(), key));
            byte[] body = WireFormats.published(places, type.isBatch()).getBytes(StandardCharsets.UTF_8);
            response.setStatus(HttpServletResponse.SC_CREATED);
            response.setContentType("application/json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }

    private static String topic(QueryParameters query) {
        List<String> topics = query.all("topic");
        if (topics.size() != 1) {
            throw new InvalidInputException(
                    "There has to be one topic: add ?topic=NAME once, or send a batch as application/x-ndjson.");
        }
        return topics.get(0);
    }

    private static void refuseUnsupported(HttpServletRequest request, MediaType type) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ProblemException(415, "The body has a Content-Encoding: send it plain.");
        }
        if (type.isMultipart()) {
            throw new ProblemException(415, "The body is multipart: send the payload itself.");
        }
    }
}
