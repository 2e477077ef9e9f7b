// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * Follows topics over any transport, event by event.
 *
 * <p>A test that hops takes the cursor of its last arrival to the next follower. For one thread, but that another may
 * cut the {@link #connection}.
 */
public abstract class Follower implements Closeable {
    private static final int HOLD_SECONDS = 5;

    private final Queue<Arrival> arrived = new ArrayDeque<>();

    private Follower() {}

    /**
     * Starts to follow.
     *
     * @param transport the way
     * @param push the kit's base address, such as {@code http://127.0.0.1:8080/push/}
     * @param topics topics or patterns
     * @param cursor where to start, {@code latest} and {@code earliest} included
     * @return the follower
     * @throws IOException if the server refuses
     */
    public static Follower open(Transport transport, URI push, List<String> topics, String cursor) throws IOException {
        String query = topics.stream()
                .map(topic -> "topic=" + URLEncoder.encode(topic, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
        String since = "&since=" + cursor;
        return switch (transport) {
            case SSE -> new Sse(push.resolve("sse" + query + since + "&format=envelope"));
            case STREAM -> new Stream(push.resolve("stream" + query + since));
            case LONG_POLL -> new Polls(push.resolve("poll" + query), cursor, HOLD_SECONDS);
            case SHORT_POLL -> new Polls(push.resolve("poll" + query), cursor, 0);
            case WEBSOCKET -> new WebSocket(push.resolve("ws" + query + since));
        };
    }

    /**
     * Waits for the next arrival.
     *
     * @return an event or a control object, or empty where the server has ended the stream in order
     * @throws IOException if the connection is cut or a read passes its deadline
     */
    public final Optional<Arrival> next() throws IOException {
        while (arrived.isEmpty()) {
            if (!more(arrived)) {
                return Optional.empty();
            }
        }
        return Optional.of(arrived.remove());
    }

    /**
     * The connection, to cut it or to set its deadline.
     *
     * @return the connection
     */
    public abstract RawConnection connection();

    abstract boolean more(Queue<Arrival> sink) throws IOException;

    private static RawResponse get(RawHttp http, URI uri) throws IOException {
        RawResponse response = http.send(RawRequest.get(RawHttp.target(uri)));
        if (response.status() != 200) {
            throw new IOException(uri + " answered " + response.status() + ": " + response.text());
        }
        return response;
    }

    private abstract static class Http extends Follower {
        private final RawHttp http;
        final InputStream body;

        Http(URI uri) throws IOException {
            http = RawHttp.connect(uri);
            try {
                body = get(http, uri).body();
            } catch (IOException e) {
                http.close();
                throw e;
            }
        }

        @Override
        public RawConnection connection() {
            return http.connection();
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }

    private static final class Sse extends Http {
        private final SseReader reader = new SseReader(body);

        Sse(URI uri) throws IOException {
            super(uri);
        }

        @Override
        boolean more(Queue<Arrival> sink) throws IOException {
            Optional<SseEvent> event = reader.next();
            event.ifPresent(found -> sink.add(Arrival.of(NdjsonReader.object(found.data()))));
            return event.isPresent();
        }
    }

    private static final class Stream extends Http {
        private final NdjsonReader reader = new NdjsonReader(body);

        Stream(URI uri) throws IOException {
            super(uri);
        }

        @Override
        boolean more(Queue<Arrival> sink) throws IOException {
            Optional<JsonObject> object = reader.next();
            object.ifPresent(found -> sink.add(Arrival.of(found)));
            return object.isPresent();
        }
    }

    private static final class Polls extends Follower {
        private final LongPoll poll;

        Polls(URI uri, String cursor, int holdSeconds) {
            poll = new LongPoll(uri, cursor, holdSeconds);
        }

        @Override
        boolean more(Queue<Arrival> sink) throws IOException {
            Poll answer = poll.next();
            if (answer.resumed().equals("gap")) {
                sink.add(Arrival.of(Json.createObjectBuilder()
                        .add("control", "gap")
                        .add("cursor", answer.cursor())
                        .add("reason", answer.reason())
                        .build()));
            }
            answer.events().forEach(event -> sink.add(Arrival.of(event)));
            return true;
        }

        @Override
        public RawConnection connection() {
            return poll.connection();
        }

        @Override
        public void close() throws IOException {
            poll.close();
        }
    }

    private static final class WebSocket extends Follower {
        private final RawWebSocket socket;

        WebSocket(URI uri) throws IOException {
            socket = RawWebSocket.connect(uri);
        }

        @Override
        boolean more(Queue<Arrival> sink) throws IOException {
            Optional<String> message = socket.next();
            message.ifPresent(text -> sink.addAll(Arrival.all(text)));
            return message.isPresent();
        }

        @Override
        public RawConnection connection() {
            return socket.connection();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
