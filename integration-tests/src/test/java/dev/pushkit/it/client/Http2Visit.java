// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.PushPromiseFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * All that one request over HTTP/2 without TLS brings, on a connection of its own. Immutable.
 *
 * @param heads the heads of all answers, interim ones first; {@code :status} is among the headers
 * @param body the body of the last
 * @param pushed the bodies of what was pushed, by its path and query
 */
public record Http2Visit(List<HttpFields> heads, String body, Map<String, String> pushed) {

    /**
     * Sends a GET and waits for its answer, and for those that were promised meanwhile.
     *
     * @param uri the address
     * @param takesPushes whether the client says that it takes pushes
     * @param deadline how long all that may take
     * @param headers further headers, names and values in turn
     * @return what has arrived
     * @throws IOException if it does not arrive
     * @throws InterruptedException if the thread is interrupted
     */
    public static Http2Visit get(URI uri, boolean takesPushes, Duration deadline, String... headers)
            throws IOException, InterruptedException {
        HTTP2Client client = new HTTP2Client();
        LifeCycle.start(client);
        try {
            Session.Listener settings = new Session.Listener() {
                @Override
                public Map<Integer, Integer> onPreface(Session session) {
                    return Map.of(SettingsFrame.ENABLE_PUSH, takesPushes ? 1 : 0);
                }
            };
            Session session = client.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), settings)
                    .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            HttpFields.Mutable fields = HttpFields.build();
            for (int i = 0; i < headers.length; i += 2) {
                fields.put(headers[i], headers[i + 1]);
            }
            MetaData.Request request = new MetaData.Request("GET", HttpURI.from(uri), HttpVersion.HTTP_2, fields);
            Answer answer = new Answer();
            session.newStream(new HeadersFrame(request, null, true), answer);
            return answer.all().get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(uri + " over HTTP/2", e);
        } finally {
            LifeCycle.stop(client);
        }
    }

    /**
     * The last head: that of the answer itself.
     *
     * @return its headers
     */
    public HttpFields head() {
        return heads.get(heads.size() - 1);
    }

    /**
     * The statuses of all heads.
     *
     * @return for example 103 and 200
     */
    public List<Integer> statuses() {
        return heads.stream().map(head -> (int) head.getLongField(":status")).toList();
    }

    /** One stream, the request's or a promised one; its callbacks come from one thread after the other. */
    private static final class Answer implements Stream.Listener {
        private final List<HttpFields> heads = new ArrayList<>();
        private final StringBuilder body = new StringBuilder();
        private final Map<String, Answer> promised = new TreeMap<>();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        CompletableFuture<Http2Visit> all() {
            // Promises come before the end of the answer that they belong to (RFC 9113, section 8.4.1).
            return ended.thenCompose(end -> CompletableFuture.allOf(promised.values().stream()
                            .map(answer -> answer.ended)
                            .toArray(CompletableFuture<?>[]::new)))
                    .thenApply(end -> {
                        Map<String, String> pushed = new TreeMap<>();
                        promised.forEach((path, answer) -> pushed.put(path, answer.body.toString()));
                        return new Http2Visit(List.copyOf(heads), body.toString(), pushed);
                    });
        }

        @Override
        public void onHeaders(Stream stream, HeadersFrame frame) {
            if (frame.getMetaData() instanceof MetaData.Response response) {
                heads.add(HttpFields.build(response.getHttpFields()).put(":status", response.getStatus()));
            }
            if (frame.isEndStream()) {
                ended.complete(null);
            } else {
                stream.demand();
            }
        }

        @Override
        public Stream.Listener onPush(Stream stream, PushPromiseFrame frame) {
            Answer answer = new Answer();
            promised.put(frame.getMetaData().getHttpURI().getPathQuery(), answer);
            return answer;
        }

        @Override
        public void onDataAvailable(Stream stream) {
            Stream.Data data = stream.readData();
            if (data == null) {
                stream.demand();
                return;
            }
            body.append(StandardCharsets.UTF_8.decode(data.frame().getByteBuffer()));
            boolean last = data.frame().isEndStream();
            data.release();
            if (last) {
                ended.complete(null);
            } else {
                stream.demand();
            }
        }

        @Override
        public void onReset(Stream stream, ResetFrame frame, org.eclipse.jetty.util.Callback callback) {
            callback.succeeded();
            ended.completeExceptionally(new IOException("Reset with error " + frame.getError()));
        }
    }
}
