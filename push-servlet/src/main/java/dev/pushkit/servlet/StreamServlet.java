// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubContext;
import dev.pushkit.WireFormat;
import dev.pushkit.wire.QueryParameters;
import dev.pushkit.wire.WireFormats;

/** Chunked streaming of events, one JSON object a line (NDJSON). Thread-safe. */
public final class StreamServlet extends StreamingServlet {
    private static final long serialVersionUID = 1L;

    StreamServlet(HubContext context, OriginPolicy origins) {
        super(context, origins, "stream", "application/x-ndjson", ' ');
    }

    @Override
    WireFormat format(QueryParameters query) {
        return WireFormats.NDJSON;
    }
}
