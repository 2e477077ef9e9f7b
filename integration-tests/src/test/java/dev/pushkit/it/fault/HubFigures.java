// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import dev.pushkit.it.client.RawHttp;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The figures that a server tells about its hub. Thread-safe. */
final class HubFigures {
    private final URI health;

    HubFigures(URI push) {
        this.health = push.resolve("health");
    }

    JsonObject now() throws IOException {
        return Json.createReader(new StringReader(RawHttp.text(health))).readObject();
    }

    int connections(String transport) throws IOException {
        return now().getJsonObject("connections").getInt(transport, 0);
    }

    /** Waits until nobody is connected: what earlier tests have left is noticed by its heartbeats. */
    void awaitNobody() {
        Awaitility.await("nobody else is connected")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(60))
                .until(() -> now().getJsonObject("connections").values().stream()
                        .allMatch(count -> ((JsonNumber) count).intValue() == 0));
    }

    /** Waits for a number of connections; tells how long that took. */
    Duration awaitConnections(String transport, int count, Duration most) {
        long start = System.nanoTime();
        Awaitility.await(count + " connections by " + transport)
                .pollInterval(Duration.ofMillis(10))
                .atMost(most)
                .until(() -> connections(transport) == count);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
