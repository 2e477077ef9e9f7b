// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import dev.pushkit.it.client.Http2Visit;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** A page's assets are sent or announced ahead, by the best way that the container has. */
@Shows(Feature.RESOURCES)
@Timeout(30)
class ResourcesIT {
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static TestBed bed;
    private static URI page;

    @BeforeAll
    static void start() throws IOException {
        bed = TestBed.of(App.RESOURCES);
        page = bed.base().resolve("page.html");
        // The very first request of an application pays for its start.
        RawHttp.text(page);
    }

    @Test
    void http2(TestReporter reporter) throws Exception {
        Servers.needs(Ability.H2C);
        for (boolean pushes : new boolean[] {true, false}) {
            for (String mode : new String[] {"navigate", "none"}) {
                try {
                    Http2Visit v = Http2Visit.get(page, pushes, DEADLINE.multipliedBy(2), "Sec-Fetch-Mode", mode);
                    System.err.println("MEASURED " + System.getProperty("it.server") + " pushes=" + pushes + " " + mode
                            + " " + v.statuses() + " " + v.head().get("Push-Resources") + " " + v.pushed() + " "
                            + v.body());
                } catch (IOException e) {
                    System.err.println("MEASURED " + System.getProperty("it.server") + " pushes=" + pushes + " " + mode
                            + " " + e + " " + e.getCause());
                }
            }
        }
        for (String mode : new String[] {"navigate", "none"}) {
            java.net.http.HttpClient client = java.net.http.HttpClient.newBuilder()
                    .version(java.net.http.HttpClient.Version.HTTP_2)
                    .build();
            java.util.concurrent.ConcurrentMap<java.net.http.HttpRequest, java.util.concurrent.CompletableFuture<java.net.http.HttpResponse<String>>> got = new java.util.concurrent.ConcurrentHashMap<>();
            for (int turn = 0; turn < 2; turn++) {
                try {
                    var answer = client.sendAsync(
                                    java.net.http.HttpRequest.newBuilder(page)
                                            .timeout(DEADLINE.multipliedBy(2))
                                            .header("Sec-Fetch-Mode", mode)
                                            .build(),
                                    java.net.http.HttpResponse.BodyHandlers.ofString(),
                                    turn == 0 ? null : java.net.http.HttpResponse.PushPromiseHandler.of(r -> java.net.http.HttpResponse.BodyHandlers.ofString(), got))
                            .get();
                    for (var push : got.entrySet()) {
                        System.err.println("MEASURED JDK push " + push.getKey().uri() + " " + push.getValue().get(2, java.util.concurrent.TimeUnit.SECONDS).body());
                    }
                    System.err.println("MEASURED JDK " + mode + " handler=" + (turn == 1) + " " + answer.version() + " " + answer.statusCode() + " " + answer.headers().firstValue("Push-Resources") + " " + answer.body());
                } catch (Exception e) {
                    System.err.println("MEASURED JDK " + mode + " handler=" + (turn == 1) + " " + e + " " + e.getCause());
                }
            }
        }
    }
}
