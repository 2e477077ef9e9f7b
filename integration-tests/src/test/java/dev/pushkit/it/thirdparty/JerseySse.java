// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.Closeable;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Jersey's event source, as Jakarta REST has it; it reconnects by itself. */
public final class JerseySse implements ThirdPartyClient {

    /** A client. */
    public JerseySse() {}

    @Override
    public Closeable follow(URI push, String topic, String cursor, Inbox inbox) {
        // With executors of its own Jersey would wait five seconds, at the end, for its reader to leave a read.
        ScheduledExecutorService executor = Executors.newScheduledThreadPool(2, JerseySse::daemon);
        Client client = ClientBuilder.newBuilder()
                .executorService(executor)
                .scheduledExecutorService(executor)
                .build();
        // It has no way to name the first connection's last event id but the query; later ones send the header.
        URI address = URI.create(Addresses.sse(push, topic) + Addresses.since(cursor));
        SseEventSource source = SseEventSource.target(client.target(address))
                .reconnectingEvery(200, TimeUnit.MILLISECONDS)
                .build();
        source.register(
                event -> inbox.sawSse(event.getId(), event.getName(), event.readData()),
                fault -> inbox.failed(fault.toString()));
        source.open();
        return () -> {
            source.close(1, TimeUnit.MILLISECONDS);
            client.close();
            executor.shutdownNow();
        };
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "jersey-sse");
        thread.setDaemon(true);
        return thread;
    }
}
