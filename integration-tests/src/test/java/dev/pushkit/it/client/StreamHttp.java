// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Streams over one raw connection, by the Durable Streams protocol. For one thread. */
public final class StreamHttp implements Closeable {
    /** The place before the first byte. */
    public static final String START = "-1";

    private final URI push;
    private final String path;
    private RawHttp http;
    private RawHttp ending;

    private StreamHttp(URI push, String path) throws IOException {
        this.push = push;
        this.path = path;
        this.http = RawHttp.connect(push);
    }

    /**
     * Connects.
     *
     * @param push the root of the kit
     * @param name the stream's name
     * @return the connection
     * @throws IOException if nobody listens
     */
    public static StreamHttp connect(URI push, String name) throws IOException {
        return new StreamHttp(push, push.getRawPath() + "streams/" + name);
    }

    /**
     * The place after so many bytes, as the kit writes it.
     *
     * @param position how many bytes are before it
     * @return the offset
     */
    public static String offset(long position) {
        return "0000000000000000_%016d".formatted(position);
    }

    /**
     * A request to the stream.
     *
     * @param method the method
     * @return the request
     */
    public RawRequest request(String method) {
        return RawRequest.of(method, path);
    }

    /**
     * A read from a place.
     *
     * @param offset the place
     * @param more further parameters, with an ampersand before each
     * @return the request
     */
    public RawRequest get(String offset, String more) {
        return RawRequest.get(path + "?offset=" + offset + more);
    }

    /**
     * Creates the stream and reads the answer to its end.
     *
     * @param type its content type
     * @param body its first bytes
     * @return the answer
     * @throws IOException if the connection is gone
     */
    public RawResponse create(String type, String body) throws IOException {
        return done(request("PUT").body(type, body.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Appends and reads the answer to its end.
     *
     * @param type the content type
     * @param body what to append
     * @return the answer
     * @throws IOException if the connection is gone
     */
    public RawResponse append(String type, String body) throws IOException {
        return done(request("POST").body(type, body.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Ends the stream.
     *
     * @return the answer
     * @throws IOException if the connection is gone
     */
    public RawResponse end() throws IOException {
        return done(request("POST").header("Stream-Closed", "true").header("Content-Length", "0"));
    }

    /**
     * Deletes the stream.
     *
     * @return the answer
     * @throws IOException if the connection is gone
     */
    public RawResponse delete() throws IOException {
        return done(request("DELETE"));
    }

    /**
     * Reads all that is there.
     *
     * @return the bytes as text
     * @throws IOException if the status is not 200, or the answer is cut
     */
    public String text() throws IOException {
        RawResponse response = send(get(START, ""));
        String text = response.text();
        if (response.status() != 200) {
            throw new IOException(path + " answered " + response.status() + ": " + text);
        }
        return text;
    }

    /**
     * Sends a request and passes over the body of its answer.
     *
     * @param request the request
     * @return the answer
     * @throws IOException if the connection is gone
     */
    public RawResponse done(RawRequest request) throws IOException {
        RawResponse response = send(request);
        response.body().readAllBytes();
        return response;
    }

    /**
     * Sends a request, on another connection where the last answer has ended this one.
     *
     * @param request the request
     * @return the answer, whose body is still to be read
     * @throws IOException if the connection is gone
     */
    public RawResponse send(RawRequest request) throws IOException {
        RawResponse response = http.send(request);
        if (!response.keepsAlive()) {
            RawHttp old = http;
            http = RawHttp.connect(push);
            // What is still to come of it comes all the same.
            keep(old);
        }
        return response;
    }

    private void keep(RawHttp old) throws IOException {
        if (ending != null) {
            ending.close();
        }
        ending = old;
    }

    /**
     * The connection of the next request.
     *
     * @return the connection
     */
    public RawHttp http() {
        return http;
    }

    @Override
    public void close() throws IOException {
        if (ending != null) {
            ending.close();
        }
        http.close();
    }
}
