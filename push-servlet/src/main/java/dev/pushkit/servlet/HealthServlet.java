// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Hub;
import dev.pushkit.wire.WireFormats;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Tells operators how the hub is. Thread-safe. */
public final class HealthServlet extends PushServlet {
    private static final long serialVersionUID = 1L;

    private final transient StreamsContext streams;

    HealthServlet(StreamsContext streams, OriginPolicy origins) {
        super(streams.context(), origins, "GET, HEAD, OPTIONS");
        this.streams = streams;
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Hub hub = hub();
        Map<String, Map<String, Long>> more = Map.of(
                "resources", Resources.of(getServletContext()).counts(),
                "streams", streams.counts());
        byte[] body = WireFormats.health(hub.stats(), hub.isOpen(), more).getBytes(StandardCharsets.UTF_8);
        response.setStatus(hub.isOpen() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
