// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDK's client, with every JSON object that comes in a queue. */
final class JdkClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<String> objects = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    static JdkClient connect(URI uri) {
        return connect(uri, HTTP.newWebSocketBuilder());
    }

    static JdkClient connect(URI uri, WebSocket.Builder builder) {
        JdkClient client = new JdkClient();
        client.socket = await(
                builder.connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS)).buildAsync(uri, client));
        return client;
    }

    static WebSocket.Builder builder() {
        return HTTP.newWebSocketBuilder();
    }

    /** Sends one message, its quotes written as apostrophes. */
    void send(String json) {
        await(socket.sendText(json.replace('\'', '"'), true));
    }

    WebSocket socket() {
        return socket;
    }

    /** The next object that is no heartbeat. */
    String next() {
        try {
            while (true) {
                String object = objects.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (object == null) {
                    return fail("Nothing came.");
                }
                if (!object.contains("\"control\":\"heartbeat\"")) {
                    return object;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next object, which has to be this control. */
    String control(String word) {
        String object = next();
        assertThat(object).contains("\"control\":\"" + word + '"');
        return object;
    }

    /** All events up to the next control, and that control last. */
    List<String> upTo(String word) {
        List<String> all = new ArrayList<>();
        do {
            all.add(next());
        } while (!all.get(all.size() - 1).contains("\"control\":\"" + word + '"'));
        return all;
    }

    /** Whether a heartbeat comes in time. */
    boolean hearsAHeartbeat() throws InterruptedException {
        String object = objects.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return object != null && object.contains("\"control\":\"heartbeat\"");
    }

    int closeCode() {
        return await(closed);
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    static String field(String object, String name) {
        Matcher matcher =
                Pattern.compile('"' + name + "\":(?:\"([^\"]*)\"|([^,}]+))").matcher(object);
        assertThat(matcher.find()).as("field %s of %s", name, object).isTrue();
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            objects.addAll(List.of(part.toString().split("\n")));
            part.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    @Override
    public void close() {
        socket.abort();
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
