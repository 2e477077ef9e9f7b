// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.sample.server.jetty.JettyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web application on a server: what its annotations promise. */
class WebappTest {
    private static final String MODULE = "export const here = true;\n";

    @TempDir
    private static Path directory;

    private static JettyServer server;
    private static URI base;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        Path webapp = directory.resolve("webapp");
        copy(Path.of("src/main/webapp"), webapp);
        Path classes = Path.of(SampleApplication.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        copy(classes, webapp.resolve("WEB-INF/classes"));
        Path library = Files.createDirectories(webapp.resolve("lib/fetch-event-source"));
        Files.writeString(library.resolve("parse.js"), MODULE);
        server = new JettyServer(directory, new InetSocketAddress("127.0.0.1", 0), Optional.empty());
        base = server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "index.html", "app.css", "favicon.svg", "fragments/load", "lib/fetch-event-source/parse"})
    void sendsStrictHeadersWithItsOwnFiles(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"push/health", "push/poll?topic=a", "push/nothing"})
    void leavesTheKitsAnswersAsTheyAre(String path) throws Exception {
        assertThat(header(get(path), "Content-Security-Policy")).isEmpty();
    }

    @Test
    void servesAModuleUnderTheNameThatLibrariesAskFor() throws Exception {
        HttpResponse<String> response = get("lib/fetch-event-source/parse");
        assertThat(header(response, "Content-Type")).startsWith("text/javascript");
        assertThat(response.body()).isEqualTo(MODULE);
        assertThat(get("lib/fetch-event-source/fetch").statusCode())
                .as("which this build has not")
                .isEqualTo(404);
    }

    @Test
    void answersWithAPieceOfHtmlThatNobodyKeeps() throws Exception {
        HttpResponse<String> response = get("fragments/load");
        assertThat(header(response, "Content-Type")).startsWithIgnoringCase("text/html");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).startsWith("<dl").endsWith("</dl>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"system/load", "system/load/html", "system/notices", "stocks/ALDA"})
    void feedsItsTopics(String topic) {
        Awaitility.await(topic)
                .until(() ->
                        get("push/poll?since=earliest&topic=" + topic).body().contains("\"topic\""));
    }

    @Test
    void keepsALogOfItself() {
        Awaitility.await()
                .until(() -> get("push/streams/demo/log?offset=-1").body().contains(" INFO "));
    }

    @Test
    void letsTheGameDecideWhatIsPublished() throws Exception {
        String move = "{\"player\":\"p\",\"name\":\"Ann\",\"x\":0.5,\"y\":0.5,\"score\":99}";
        assertThat(publish("demo/game/moves", move).statusCode()).isEqualTo(201);
        assertThat(get("push/poll?topic=demo/game/moves&since=earliest").body())
                .contains("\"score\":", "\"coin\":")
                .doesNotContain("\"score\":99");
        HttpResponse<String> refused = publish("demo/game/moves", "{\"player\":\"p\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("A move needs");
    }

    @Test
    void letsNobodyPublishElsewhere() throws Exception {
        assertThat(publish("stocks/ALDA", "1").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> publish(String topic, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("push/publish?topic=" + topic))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Path target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
