// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import dev.pushkit.servlet.Push;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.StreamOptions;
import dev.pushkit.stream.Streams;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An application that keeps streams by the Java API: the query says what to do, the body has the bytes. */
@WebServlet("/own/streams")
public final class OwnStreams extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Made by containers. */
    public OwnStreams() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Streams streams = Push.streams(getServletContext());
        String[] query = request.getQueryString().split("&", -1);
        String name = query[1];
        byte[] body = request.getInputStream().readAllBytes();
        switch (query[0]) {
            case "create" -> streams.create(name, StreamOptions.of(query[2]), Slice.of(body));
            case "append" -> streams.append(name, body);
            case "close" -> streams.close(name);
            case "delete" -> streams.delete(name);
            default -> response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        }
    }
}
