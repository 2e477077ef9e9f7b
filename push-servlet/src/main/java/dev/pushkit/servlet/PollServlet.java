// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Batch;
import dev.pushkit.Cursor;
import dev.pushkit.Hub;
import dev.pushkit.HubContext;
import dev.pushkit.Setting;
import dev.pushkit.Subscription;
import dev.pushkit.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Short polling, and long polling where the client asks to wait (RFC 6202). Thread-safe. */
public final class PollServlet extends PushServlet {
    private static final long serialVersionUID = 1L;

    private final transient BlockingHold blocking = new BlockingHold();

    PollServlet(HubContext context, OriginPolicy origins) {
        super(context, origins, "GET, HEAD, OPTIONS");
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryParameters query = QueryParameters.parse(request.getQueryString());
        Optional<Cursor> named = SubscribeRequest.cursor(request, query);
        Optional<Cursor> known =
                named.isPresent() ? Optional.empty() : EntityTags.cursor(request.getHeader("If-None-Match"));
        try (RequestIdentity who = new RequestIdentity(request, settings())) {
            Subscription subscription = SubscribeRequest.read(query, named.or(() -> known), who.identity(), "poll");
            Optional<Duration> hold = hold(request, query);
            PollAnswer answer = new PollAnswer(known.filter(cursor -> !cursor.isSentinel()), hold);
            if (hold.isEmpty() || hold.get().isZero() || request.getMethod().equals("HEAD")) {
                answer.send(hub().poll(subscription, Duration.ZERO).join(), response);
            } else if (!request.isAsyncSupported()) {
                AsyncSupportDiagnosis.tell(request);
                answer.send(blocking.poll(hub(), subscription, hold.get()), response);
            } else {
                hold(hub(), subscription, hold.get(), answer, request, response);
            }
        }
    }

    private static void hold(
            Hub hub,
            Subscription subscription,
            Duration hold,
            PollAnswer answer,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        CompletableFuture<Batch> batch = hub.poll(subscription, hold);
        if (batch.isDone() && !batch.isCompletedExceptionally()) {
            answer.send(batch.join(), response);
        } else {
            new LongPollExchange(batch, answer, response).start(request);
        }
    }

    private Optional<Duration> hold(HttpServletRequest request, QueryParameters query) {
        Duration most = settings().duration(Setting.POLL_HOLD);
        Optional<Duration> asked = query.seconds("wait").or(() -> Preferences.waiting(request.getHeaders("Prefer")));
        return asked.map(hold -> hold.compareTo(most) > 0 ? most : hold);
    }
}
