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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over HTTP/2 without TLS, as a proxy would speak it. */
@Shows(Feature.HTTP2)
@Timeout(30)
class Http2IT {
    private static final Duration GRACE = Duration.ofMillis(500);

    private final String topic = "demo/h2/" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {"sse", "stream"})
    void deliversAtOnceAndNoticesACancel(String transport, TestReporter reporter)
            throws IOException, InterruptedException {
        Servers.needs(Ability.H2C);
        TestBed bed = TestBed.of(App.SAMPLE);
        HubFigures figures = new HubFigures(bed.push());
        int others = figures.connections(transport);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        URI uri = bed.push().resolve(transport + "?heartbeat=1&topic=" + topic);
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (bed.server().isEmpty()) {
            Assumptions.assumeTrue(response.version() == HttpClient.Version.HTTP_2, "it does not speak h2c");
        }
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
        try (InputStream body = response.body();
                Publisher publisher = Publisher.connect(bed.push())) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            awaitLine(lines, "open");
            figures.awaitConnections(transport, others + 1, Duration.ofSeconds(5));
            awaitLine(lines, publisher.publish(topic, "over HTTP/2"));
        }
        Duration most =
                Duration.ofSeconds(ServerUnderTest.ofThisProcess().kind().heartbeatsToNotice());
        new Figures(reporter)
                .took(transport + " cancel", figures.awaitConnections(transport, others, most.plus(GRACE)));
    }

    private static void awaitLine(BufferedReader lines, String part) throws IOException {
        String line = lines.readLine();
        while (!line.contains(part)) {
            line = lines.readLine();
        }
    }
}
