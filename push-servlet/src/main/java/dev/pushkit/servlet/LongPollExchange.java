// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Batch;
import dev.pushkit.HubClosedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;

/** A poll whose answer comes later, on a worker, in one write that fits the response's buffer. */
final class LongPollExchange {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");

    private final CompletableFuture<Batch> batch;
    private final PollAnswer answer;
    private final HttpServletResponse response;
    private final AsyncCycle cycle;

    LongPollExchange(CompletableFuture<Batch> batch, PollAnswer answer, HttpServletResponse response) {
        this.batch = batch;
        this.answer = answer;
        this.response = response;
        this.cycle = new AsyncCycle(() -> batch.cancel(false));
    }

    void start(HttpServletRequest request) {
        cycle.start(request, response);
        CompletableFuture<Batch> unused = batch.whenComplete((read, failure) -> send(read));
    }

    private void send(Batch read) {
        try {
            cycle.touch(() -> {
                if (read == null) {
                    Problem.of(new HubClosedException()).send(response);
                } else {
                    answer.send(read, response);
                }
                if (BufferingDiagnosis.isFiltered(response)
                        && response.getStatus() != HttpServletResponse.SC_NOT_MODIFIED) {
                    // What a filter has still to say: it may hear of the end when it is too late for that.
                    response.getOutputStream().close();
                }
                cycle.complete();
            });
        } catch (IOException e) {
            LOG.log(Level.TRACE, "A polling client left before its answer.", e);
            cycle.complete();
        }
    }
}
