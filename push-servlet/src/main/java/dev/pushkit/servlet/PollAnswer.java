// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Batch;
import dev.pushkit.Cursor;
import dev.pushkit.Frame;
import dev.pushkit.Resumed;
import dev.pushkit.wire.WireFormats;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer to one poll.
 *
 * @param known the cursor that came as If-None-Match, which a 304 may answer
 * @param applied the hold that was applied
 */
record PollAnswer(Optional<Cursor> known, Optional<Duration> applied) {
    void send(Batch batch, HttpServletResponse response) throws IOException {
        applied.ifPresent(hold -> response.setHeader("Preference-Applied", "wait=" + hold.toSeconds()));
        boolean nothingNew = batch.events().isEmpty() && batch.resumed() != Resumed.GAP;
        if (nothingNew && known.isPresent()) {
            response.setHeader("ETag", EntityTags.of(known.get()));
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        Frame body = WireFormats.answer(batch);
        response.setHeader("ETag", EntityTags.of(batch.cursor()));
        response.setContentType("application/json");
        if (body.length() > response.getBufferSize()) {
            // The whole answer fits, so that nothing blocks before the container has it.
            response.setBufferSize(body.length());
        }
        response.setContentLength(body.length());
        response.getOutputStream().write(body.array());
    }
}
