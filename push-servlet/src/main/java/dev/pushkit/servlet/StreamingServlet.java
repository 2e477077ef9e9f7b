// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubContext;
import dev.pushkit.Identity;
import dev.pushkit.Subscriber;
import dev.pushkit.Subscription;
import dev.pushkit.WireFormat;
import dev.pushkit.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers with events for as long as the connection lives. */
abstract class StreamingServlet extends PushServlet {
    private static final long serialVersionUID = 1L;

    private final String transport;
    private final String contentType;
    private final char padding;

    StreamingServlet(HubContext context, OriginPolicy origins, String transport, String contentType, char padding) {
        super(context, origins, "GET, HEAD, OPTIONS");
        this.transport = transport;
        this.contentType = contentType;
        this.padding = padding;
    }

    /** Chooses how events look. */
    abstract WireFormat format(QueryParameters query);

    @Override
    final void head(HttpServletRequest request, HttpServletResponse response) {
        QueryParameters query = QueryParameters.parse(request.getQueryString());
        SubscribeRequest.read(query, SubscribeRequest.cursor(request, query), Identity.ANONYMOUS, transport);
        format(query);
        response.setContentType(contentType);
    }

    @Override
    final void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryParameters query = QueryParameters.parse(request.getQueryString());
        WireFormat format = format(query);
        try (RequestIdentity who = new RequestIdentity(request, settings())) {
            Subscription subscription =
                    SubscribeRequest.read(query, SubscribeRequest.cursor(request, query), who.identity(), transport);
            AsyncSupportDiagnosis.check(request);
            ServletOutlet outlet = new ServletOutlet(response, NonBlockingContainers.serve(request));
            Subscriber subscriber = hub().subscribe(subscription, format, outlet);
            response.setContentType(contentType);
            response.setCharacterEncoding("UTF-8");
            outlet.start(request, subscriber, padding);
        }
    }
}
