// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.ServerUnderTest;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over HTTP/2 without TLS, as a proxy would speak it. */
@Shows(Feature.HTTP2)
@Timeout(30)
class Http2IT {
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final Duration SOON = Duration.ofSeconds(1);

    private static TestBed bed;

    private final String topic = "demo/h2/" + UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        Servers.needs(Ability.H2C);
        bed = TestBed.of(App.COUNTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sse", "stream"})
    void deliversAtOnceAndNoticesACancel(String transport, TestReporter reporter)
            throws IOException, InterruptedException {
        HubFigures figures = new HubFigures(bed.push());
        figures.awaitNobody();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        try (Publisher publisher = Publisher.connect(bed.push())) {
            // Nothing but the event itself flushes this one.
            try (InputStream quiet = open(client, transport + "?topic=" + topic)) {
                BufferedReader lines = lines(quiet);
                awaitLine(lines, "open");
                long published = System.nanoTime();
                awaitLine(lines, publisher.publish(topic, "over HTTP/2"));
                assertThat(Duration.ofNanos(System.nanoTime() - published)).isLessThan(SOON);
            }
            Awaitility.await("the first cancel is noticed by the events that follow")
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> {
                        publisher.publish(topic, "to nobody");
                        return figures.connections(transport) == 0;
                    });
            try (InputStream beating = open(client, transport + "?heartbeat=1&topic=" + topic)) {
                awaitLine(lines(beating), "open");
                figures.awaitConnections(transport, 1, Duration.ofSeconds(5));
            }
            Duration most =
                    Duration.ofSeconds(ServerUnderTest.ofThisProcess().kind().heartbeatsToNotice());
            new Figures(reporter).took(transport + " cancel", figures.awaitConnections(transport, 0, most.plus(GRACE)));
        }
    }

    private static InputStream open(HttpClient client, String target) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(
                HttpRequest.newBuilder(bed.push().resolve(target)).build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            if (bed.server().isEmpty()) {
                Assumptions.assumeTrue(response.version() == HttpClient.Version.HTTP_2, "it does not speak h2c");
            }
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (RuntimeException | Error e) {
            response.body().close();
            throw e;
        }
    }

    private static BufferedReader lines(InputStream body) {
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static void awaitLine(BufferedReader lines, String part) throws IOException {
        String line = lines.readLine();
        while (!line.contains(part)) {
            line = lines.readLine();
        }
    }
}
