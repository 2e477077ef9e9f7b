// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubContext;
import dev.pushkit.InvalidInputException;
import dev.pushkit.WireFormat;
import dev.pushkit.wire.QueryParameters;
import dev.pushkit.wire.WireFormats;

/** Server-sent events (WHATWG HTML, section 9.2). Thread-safe. */
public final class SseServlet extends StreamingServlet {
    private static final long serialVersionUID = 1L;

    SseServlet(HubContext context, OriginPolicy origins) {
        super(context, origins, "sse", "text/event-stream", '\n');
    }

    @Override
    WireFormat format(QueryParameters query) {
        return switch (query.first("format").orElse("raw")) {
            case "raw" -> WireFormats.SSE_RAW;
            case "envelope" -> WireFormats.SSE_ENVELOPE;
            default -> throw new InvalidInputException("The parameter format is neither raw nor envelope: use one.");
        };
    }
}
