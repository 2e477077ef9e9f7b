// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pushkit.bench.net.Loopback;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The driver with a small server, which can be told to do wrong. */
class LoadTest {
    /** Does something to an event that goes to a subscriber. */
    private interface Mischief {
        void deliver(OutputStream out, byte[] event, int count) throws IOException;
    }

    private final List<OutputStream> subscribers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private int count;

    private LoadResult run(Mischief mischief) throws IOException {
        server = HttpServer.create(Loopback.port(0), 0);
        server.setExecutor(threads);
        server.createContext("/listen", this::listen);
        server.createContext("/publish", exchange -> publish(exchange, mischief));
        server.start();
        String port = Integer.toString(server.getAddress().getPort());
        return Load.run(LoadOptions.read(List.of(
                "--n",
                "3",
                "--port",
                port,
                "--path",
                "/listen",
                "--pub-path",
                "/publish",
                "--rate",
                "100",
                "--secs",
                "0.2",
                "--settle",
                "0.2",
                "--drain",
                "0.3")));
    }

    private void listen(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write('\n');
        out.flush();
        synchronized (subscribers) {
            subscribers.add(out);
        }
    }

    private void publish(HttpExchange exchange, Mischief mischief) throws IOException {
        byte[] event = exchange.getRequestBody().readAllBytes();
        synchronized (subscribers) {
            for (OutputStream out : subscribers) {
                deliver(mischief, out, event, count++);
            }
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private static void deliver(Mischief mischief, OutputStream out, byte[] event, int count) {
        try {
            mischief.deliver(out, event, count);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void countsWhatArrives() throws IOException {
        LoadResult result = run((out, event, number) -> out.write(event));
        assertThat(result.established()).isEqualTo(3);
        assertThat(result.taken()).isEqualTo(20);
        assertThat(result.delivered()).isEqualTo(60);
        assertThat(result.faults().isNone()).isTrue();
        assertThat(result.latencies().max()).isPositive();
    }

    @Test
    void findsLossAndDoubles() throws IOException {
        LoadResult result = run((out, event, number) -> {
            if (number != 7) {
                out.write(event);
            }
            if (number == 8) {
                out.write(event);
            }
        });
        assertThat(result.faults()).isEqualTo(new Faults(1, 1, 0, 0));
    }
}
