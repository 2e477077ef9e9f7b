// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Http2Visit;
import dev.pushkit.it.client.RawConnection;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.ServerUnderTest;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/** A page's assets are sent or announced ahead, by the best way that container and client have; and nothing hangs. */
@Shows(Feature.RESOURCES)
@Timeout(30)
class ResourcesIT {
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final String PAGE = "<!doctype html><title>page</title>";
    private static final Map<String, String> ASSETS = Map.of("app.css", "p { color: navy }", "app.js", "let a = 1;");
    // What each kind of server does for a client that takes pushes, and for one that takes none.
    private static final Map<String, List<String>> WAYS = Map.ofEntries(
            Map.entry("tomcat-10.1", List.of("push", "early-hints")),
            Map.entry("tomcat-11", List.of("early-hints", "early-hints")),
            Map.entry("jetty-12.0-ee10", List.of("push", "early-hints")),
            Map.entry("jetty-12.1-ee10", List.of("push", "early-hints")),
            Map.entry("jetty-12.1-ee11", List.of("push", "early-hints")),
            Map.entry("undertow-2.3", List.of("push", "link")),
            Map.entry("boot-tomcat", List.of("push", "early-hints")),
            Map.entry("boot-jetty", List.of("push", "early-hints")),
            Map.entry("boot-undertow", List.of("push", "link")),
            Map.entry("wildfly-39", List.of("push", "link")),
            Map.entry("liberty-26", List.of("push", "link")),
            Map.entry("glassfish-7", List.of("push", "link")),
            Map.entry("glassfish-8", List.of("push", "link")),
            Map.entry("payara-6", List.of("link", "link")),
            Map.entry("tomee-9", List.of("push", "link")));

    private static TestBed bed;
    private static URI page;

    @BeforeAll
    static void start() throws IOException {
        bed = TestBed.of(App.RESOURCES);
        page = bed.base().resolve("page.html");
        // The very first request of an application pays for its start.
        RawHttp.text(page);
        RawHttp.text(bed.base().resolve("own/page"));
    }

    @Test
    void areAnnouncedByTheAnswerOverHttp11() throws IOException {
        long before = taken().getInt("link");
        String answer = exchange("GET " + page.getPath() + " HTTP/1.1", "Sec-Fetch-Mode: navigate");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain(" 103 ").endsWith(PAGE);
        assertThat(headers(answer, "Link"))
                .containsExactly(
                        "<" + page.resolve("app.css").getPath() + ">; rel=preload; as=style",
                        "<" + page.resolve("app.js").getPath() + ">; rel=preload; as=script");
        assertThat(headers(answer, "Push-Resources")).containsExactly("link");
        assertThat(taken().getInt("link")).isEqualTo((int) before + 1);
    }

    @Test
    void areNeverAnnouncedByAnInterimAnswerToHttp10() throws IOException {
        String answer = exchange("GET " + page.getPath() + " HTTP/1.0", "Sec-Fetch-Mode: navigate");
        assertThat(answer)
                .containsPattern("^HTTP/1\\.[01] 200")
                .doesNotContain(" 103 ")
                .contains(PAGE);
        assertThat(headers(answer, "Push-Resources")).containsExactly("link");
    }

    @Test
    void areAnnouncedOnceToAClient() throws IOException {
        String first = exchange("GET " + page.getPath() + " HTTP/1.1");
        String cookie = headers(first, "Set-Cookie").get(0);
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").doesNotContain("Secure");
        String second = exchange("GET " + page.getPath() + " HTTP/1.1", "Cookie: " + cookie.replaceFirst(";.*", ""));
        assertThat(headers(second, "Link")).isEmpty();
        assertThat(headers(second, "Push-Resources")).isEmpty();
        assertThat(headers(second, "Set-Cookie")).isEmpty();
        assertThat(second).endsWith(PAGE);
    }

    @Test
    void areNoBusinessOfOtherRequests() throws IOException {
        for (String other : List.of("app.css", "own/other.html", "push/health")) {
            assertThat(headers(exchange("GET " + bed.base().resolve(other).getPath() + " HTTP/1.1"), "Push-Resources"))
                    .as(other)
                    .isEmpty();
        }
        String fetched = exchange("GET " + page.getPath() + " HTTP/1.1", "Sec-Fetch-Dest: empty");
        assertThat(headers(fetched, "Push-Resources")).isEmpty();
    }

    @Test
    void areNamedByAServletThatKnows() throws IOException {
        URI own = bed.base().resolve("own/page");
        String answer = exchange("GET " + own.getPath() + " HTTP/1.1");
        assertThat(headers(answer, "Link"))
                .containsExactly(
                        "<" + page.resolve("app.css").getPath() + ">; rel=preload; as=style",
                        "<" + page.resolve("app.js").getPath() + ">; rel=modulepreload",
                        "<https://cdn.example/font.woff2>; rel=preload; as=font; crossorigin");
        assertThat(answer).contains("sent by link");
    }

    @Test
    void comeByTheBestWayOverHttp2(TestReporter reporter) throws IOException, InterruptedException {
        Servers.needs(Ability.H2C);
        String pushed = visit(page, true);
        String hinted = visit(page, false);
        new Figures(reporter).tell("", pushed.equals(hinted) ? pushed : pushed + " / " + hinted);
        List<String> expected = WAYS.get(ServerUnderTest.ofThisProcess().kind().id());
        if (expected != null) {
            assertThat(List.of(pushed, hinted)).isEqualTo(expected);
        }
    }

    @Test
    void arePushedToTheClientOfTheJdk() throws Exception {
        Servers.needs(Ability.H2C);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(DEADLINE)
                .build();
        ConcurrentMap<HttpRequest, CompletableFuture<HttpResponse<String>>> pushes = new ConcurrentHashMap<>();
        HttpResponse<String> answer = client.sendAsync(
                        HttpRequest.newBuilder(page).timeout(DEADLINE).build(),
                        BodyHandlers.ofString(),
                        HttpResponse.PushPromiseHandler.of(request -> BodyHandlers.ofString(), pushes))
                .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PAGE);
        Map<String, String> got = new TreeMap<>();
        for (Map.Entry<HttpRequest, CompletableFuture<HttpResponse<String>>> push : pushes.entrySet()) {
            got.put(
                    page.resolve(".").relativize(push.getKey().uri()).toString(),
                    push.getValue()
                            .get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                            .body());
        }
        String way = answer.headers().firstValue("Push-Resources").orElseThrow();
        assertThat(got).isEqualTo(way.equals("push") ? ASSETS : Map.of());
        // Liberty pushes to who speaks HTTP/2 from the start, and this client begins with an upgrade.
        if (!ServerUnderTest.ofThisProcess().kind().id().startsWith("liberty")) {
            assertThat(way).isEqualTo(visit(page, true));
        }
    }

    /** Visits a page twice, and checks that what has arrived is what the answer says; tells the way. */
    private static String visit(URI address, boolean takesPushes) throws IOException, InterruptedException {
        Http2Visit first = Http2Visit.get(address, takesPushes, DEADLINE, "Sec-Fetch-Mode", "navigate");
        assertThat(first.body()).isEqualTo(PAGE);
        String way = first.head().get("Push-Resources");
        Map<String, String> pushed = new TreeMap<>();
        ASSETS.forEach((name, body) -> pushed.put(address.resolve(name).getPath(), body));
        assertThat(first.pushed()).isEqualTo(way.equals("push") ? pushed : Map.of());
        assertThat(first.statuses()).isEqualTo(way.equals("early-hints") ? List.of(103, 200) : List.of(200));
        first.heads().forEach(head -> assertThat(head.getFields("Link")).hasSize(way.equals("push") ? 0 : 2));
        String cookie = first.head().get("Set-Cookie").replaceFirst(";.*", "");
        Http2Visit second =
                Http2Visit.get(address, takesPushes, DEADLINE, "Sec-Fetch-Mode", "navigate", "Cookie", cookie);
        assertThat(second.body()).isEqualTo(PAGE);
        assertThat(second.statuses()).containsExactly(200);
        assertThat(second.pushed()).isEmpty();
        assertThat(second.head().get("Push-Resources")).isNull();
        return way;
    }

    /** All that a connection says to one request until it ends. */
    private static String exchange(String requestLine, String... headers) throws IOException {
        try (RawConnection connection = RawConnection.open(page)) {
            connection.readDeadline(DEADLINE);
            connection.write(requestLine + "\r\nHost: " + page.getAuthority() + "\r\nConnection: close\r\n"
                    + String.join(
                            "",
                            Arrays.stream(headers)
                                    .map(header -> header + "\r\n")
                                    .toList()) + "\r\n");
            return new String(connection.in().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> headers(String answer, String name) {
        return answer.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    private static JsonObject taken() throws IOException {
        return Json.createReader(new StringReader(RawHttp.text(bed.push().resolve("health"))))
                .readObject()
                .getJsonObject("resources");
    }
}
