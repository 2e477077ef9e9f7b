// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.SocketSwarm;
import dev.pushkit.it.client.SwarmConnection;
import dev.pushkit.it.client.SwarmListener;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Figures;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Streams end while events are being written to them, and their connections go on with the next request. */
@Shows(Feature.LATE_WRITES)
class CompleteWhileWritingIT {
    private static final int CONNECTIONS = 300;
    private static final int RESPONSES = Integer.getInteger("it.complete.responses", 50_000);

    @Test
    void givesNobodyForeignBytes(TestReporter reporter) throws IOException {
        URI push = TestBed.of(App.SHORT_LIVED).push();
        IntFunction<String> names = i -> "c" + i;
        OwnEvents events = new OwnEvents(names);
        Answers answers = new Answers(events, push, names);
        try (EventStorm storm = new EventStorm(push, CONNECTIONS, names);
                SocketSwarm swarm = SocketSwarm.open(push, CONNECTIONS, answers::request, answers)) {
            // A server with a short queue takes the last ones only when their kernel asks again, after some seconds.
            swarm.awaitAll(SwarmConnection::isOpen, Duration.ofSeconds(30));
            Awaitility.await("answers").atMost(Duration.ofMinutes(4)).until(() -> {
                assertThat(answers.broken()).isNull();
                assertThat(events.foreign()).isEmpty();
                return answers.count() >= RESPONSES && events.own() >= RESPONSES / 2;
            });
            new Figures(reporter).tell("", "%,d answers, %,d own events".formatted(answers.count(), events.own()));
            assertThat(storm.published()).isPositive();
            assertThat(swarm.count(SwarmConnection::isOpen)).isEqualTo(CONNECTIONS);
        }
        assertThat(events.foreign()).isEmpty();
    }

    /** Asks again on the same connection whenever an answer is whole. */
    private static final class Answers implements SwarmListener {
        private static final String END = "\r\n0\r\n\r\n";

        private final OwnEvents events;
        private final URI push;
        private final IntFunction<String> names;
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicReference<String> broken = new AtomicReference<>();
        // The swarm's thread alone.
        private final Map<SwarmConnection, String> rests = new ConcurrentHashMap<>();

        Answers(OwnEvents events, URI push, IntFunction<String> names) {
            this.events = events;
            this.push = push;
            this.names = names;
        }

        RawRequest request(int index) {
            return RawRequest.get(push.getRawPath() + "sse?topic=" + EventStorm.topic(names.apply(index)));
        }

        int count() {
            return count.get();
        }

        String broken() {
            return broken.get();
        }

        @Override
        public void received(SwarmConnection connection, byte[] bytes, int length) {
            events.received(connection, bytes, length);
            String text =
                    rests.getOrDefault(connection, "") + new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            if (text.endsWith(END)) {
                if (!text.contains("push.close")) {
                    broken.compareAndSet(null, "An answer ended without its close: " + text);
                }
                count.incrementAndGet();
                rests.put(connection, "");
                connection.send(request(connection.index()).bytes(push.getAuthority()));
            } else {
                rests.put(connection, text.substring(Math.max(0, text.length() - 300)));
            }
        }

        @Override
        public void ended(SwarmConnection connection) {
            if (connection.end() != SwarmConnection.End.CUT) {
                broken.compareAndSet(
                        null,
                        "Connection " + connection.index() + " was ended by " + connection.end() + " after " + count
                                + " answers; last: " + rests.get(connection));
            }
        }
    }
}
