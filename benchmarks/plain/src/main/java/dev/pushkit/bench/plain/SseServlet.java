// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.plain;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Server-sent events, written by the publisher's thread; a client that does not read stops them all. */
@WebServlet(urlPatterns = "/sse/*", asyncSupported = true)
public final class SseServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Topics<Subscriber> TOPICS = new Topics<>();

    /** Made by the container. */
    public SseServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-cache");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        response.flushBuffer();
        TOPICS.add(request.getPathInfo(), new Subscriber(async, response.getOutputStream()));
    }

    static void publish(String topic, byte[] event) {
        for (Subscriber subscriber : TOPICS.of(topic)) {
            try {
                subscriber.write(event);
            } catch (IOException e) {
                TOPICS.remove(topic, subscriber);
                subscriber.end();
            }
        }
    }

    /** One client; its lock keeps events of two publishers apart. */
    private static final class Subscriber {
        private final AsyncContext async;
        private final ServletOutputStream out;

        private Subscriber(AsyncContext async, ServletOutputStream out) {
            this.async = async;
            this.out = out;
        }

        private synchronized void write(byte[] event) throws IOException {
            out.write(event);
            out.flush();
        }

        private void end() {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                // The container was faster.
            }
        }
    }
}
