// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SseReader;
import dev.pushkit.it.client.StreamHttp;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.Exit;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** An application and a server that end while streams are read and written. */
// It starts servers of its own, which takes a minute on some.
@Tag("thorough")
@Shows(Feature.STREAMS)
class StreamsEndIT {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final String TEXT = "text/plain";

    /** A stream with readers that wait, and bodies that are on their way. */
    private static final class Use implements Closeable {
        private final StreamHttp writer;
        private final StreamHttp whole;
        private final StreamHttp follower;
        private final StreamHttp poller;
        private final SseReader events;

        Use(URI server) throws IOException {
            URI push = server.resolve("push/");
            String name = "demo/end";
            writer = StreamHttp.connect(push, name);
            whole = StreamHttp.connect(push, name);
            follower = StreamHttp.connect(push, name);
            poller = StreamHttp.connect(push, name);
            assertThat(whole.create(TEXT, "abc").status()).isEqualTo(201);
            writer.http().begin(writer.request("POST").inPieces(TEXT));
            writer.http().chunk("piece".getBytes(StandardCharsets.UTF_8));
            Awaitility.await("the piece").atMost(SOON).until(() -> poller.text().equals("abcpiece"));
            whole.http()
                    .begin(whole.request("POST").header("Content-Type", TEXT).header("Content-Length", "100000"));
            whole.http().connection().write("x".repeat(50_000));
            events =
                    new SseReader(follower.send(follower.get("-1", "&live=sse")).body());
            assertThat(events.next().orElseThrow().data()).isEqualTo("abcpiece");
            poller.http().begin(poller.get("now", "&live=long-poll"));
            HubFigures figures = new HubFigures(push);
            Awaitility.await("both wait")
                    .atMost(SOON)
                    .until(() -> figures.now().getJsonObject("streams").getInt("waiting") == 2);
        }

        /** All have been told, or their connections have ended. */
        void awaitEnd() throws IOException {
            try {
                while (events.next().isPresent()) {
                    // What was on the way.
                }
            } catch (SocketTimeoutException e) {
                throw new AssertionError("A reader was not told", e);
            } catch (IOException e) {
                // Cut.
            }
            try {
                RawResponse answer = poller.http().answer();
                String text = answer.text();
                assertThat(answer.status()).as(text).isIn(204, 404, 503);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("A poll was not answered", e);
            } catch (IOException e) {
                // Cut.
            }
        }

        /** The senders of bodies go. */
        void cutBodies() throws IOException {
            writer.http().connection().reset();
            whole.http().connection().reset();
        }

        @Override
        public void close() throws IOException {
            for (StreamHttp http : new StreamHttp[] {writer, whole, follower, poller}) {
                http.close();
            }
        }
    }

    @Test
    void leavesNothingOfAnApplication(TestReporter reporter) throws IOException {
        Servers.needs(Ability.HOT_DEPLOYMENT);
        try (RunningServer server =
                Servers.underTest().deploy(Wars.sample(), "ROOT").start()) {
            URI base = server.uri();
            try (RawHttp http = RawHttp.connect(base)) {
                http.connection().fin();
            }
            try (Use use = new Use(base)) {
                Duration took = server.undeploy("ROOT");
                new Figures(reporter).took("undeployed", took);
                use.awaitEnd();
                assertThat(took).isLessThan(SOON.plusSeconds(1));
                // The bodies' senders are still there.
                Awaitility.await("the threads' end")
                        .atMost(Duration.ofSeconds(5))
                        .until(() ->
                                server.jvm().threadNames().stream().noneMatch(thread -> thread.startsWith("push")));
                // Their next bytes come to nobody.
                try {
                    use.writer.http().chunk("more".getBytes(StandardCharsets.UTF_8));
                    use.whole.http().connection().write("x".repeat(50_000));
                } catch (IOException e) {
                    // Cut before.
                }
            }
            server.deploy(Wars.sample(), "ROOT");
            try (StreamHttp http = StreamHttp.connect(base.resolve("push/"), "demo/end")) {
                assertThat(http.done(http.get("-1", "")).status()).isEqualTo(404);
            }
            if (Servers.lack(Ability.CLASS_UNLOADING).isEmpty()) {
                awaitNoBodies(server);
            }
            assertThat(server.log().text()).doesNotContain("\tat dev.pushkit").doesNotContain("memory leak");
        }
    }

    private static void awaitNoBodies(RunningServer server) {
        Awaitility.await("the bodies' end")
                .pollInterval(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    askAround(server.uri());
                    assertThat(server.jvm().instances("dev.pushkit.servlet.BodyReader"))
                            .isZero();
                });
    }

    // Open Liberty's threads keep the last request that each of them has served, until the next.
    private static void askAround(URI base) throws IOException {
        try (SocketSwarm requests = SocketSwarm.open(base, 64, i -> RawRequest.get("/push/health"))) {
            requests.awaitAll(one -> one.text().contains("\"up\""), Duration.ofSeconds(10));
        }
    }

    @Test
    void endsWithTheServer(TestReporter reporter) throws IOException {
        try (RunningServer server =
                        Servers.underTest().deploy(Wars.sample(), "ROOT").start();
                Use use = new Use(server.uri())) {
            if (Servers.lack(Ability.ENDS_BODIES).isPresent()) {
                use.cutBodies();
            }
            Exit exit = server.terminate();
            new Figures(reporter).took("ended", exit.took());
            use.awaitEnd();
            assertThat(exit.forced()).isFalse();
            assertThat(server.log().text()).doesNotContain("\tat dev.pushkit");
        }
    }
}
