// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import jakarta.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Polls again and again from where the last answer ended, on a connection kept alive.
 *
 * <p>A lost answer loses nothing: {@link #next} after a failure asks again from the same cursor, on a new connection.
 * For one thread, but that another may cut the {@link #connection}.
 */
public final class LongPoll implements Closeable {
    private final URI poll;
    private final int waitSeconds;
    private String cursor;
    private boolean open;
    private volatile RawHttp http;

    /**
     * A loop that has not polled yet.
     *
     * @param poll the address of the poll, with its topics in the query
     * @param cursor where to start; {@code earliest} and {@code latest} are possible
     * @param waitSeconds how long the server may hold an answer; 0 for short polling
     */
    public LongPoll(URI poll, String cursor, int waitSeconds) {
        this.poll = poll;
        this.cursor = cursor;
        this.waitSeconds = waitSeconds;
    }

    /**
     * Polls once.
     *
     * @return the answer
     * @throws IOException if the connection is cut, or the status is neither 200 nor 304
     */
    public Poll next() throws IOException {
        if (!open) {
            http = RawHttp.connect(poll);
            http.connection().readDeadline(Duration.ofSeconds(waitSeconds + 10L));
            open = true;
        }
        try {
            RawResponse response = http.send(RawRequest.get(
                    RawHttp.target(poll) + "&since=" + cursor + (waitSeconds > 0 ? "&wait=" + waitSeconds : "")));
            Poll answer = answer(response.status(), response.text());
            cursor = answer.cursor();
            if (!response.keepsAlive()) {
                close();
            }
            return answer;
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Poll answer(int status, String body) throws IOException {
        if (status == 304) {
            return new Poll(status, cursor, "", "", List.of());
        }
        if (status != 200) {
            throw new IOException("The poll was answered by " + status + ": " + body);
        }
        JsonObject json = NdjsonReader.object(body);
        return new Poll(
                status,
                json.getString("cursor"),
                json.getString("resumed"),
                json.getString("reason", ""),
                json.getJsonArray("events").getValuesAs(JsonObject.class));
    }

    /**
     * Where the next poll goes on.
     *
     * @return the cursor
     */
    public String cursor() {
        return cursor;
    }

    /**
     * The connection of the poll that is held now, or of the last one, which may be closed.
     *
     * @return the connection
     */
    public RawConnection connection() {
        RawHttp current = http;
        if (current == null) {
            throw new IllegalStateException("No poll has been sent yet");
        }
        return current.connection();
    }

    @Override
    public void close() throws IOException {
        open = false;
        if (http != null) {
            http.close();
        }
    }
}
