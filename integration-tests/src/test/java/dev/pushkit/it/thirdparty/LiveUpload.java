// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.io.Closeable;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A chunked PUT whose body is sent little by little, as by {@code curl -T -}. For one thread. */
public final class LiveUpload implements Closeable {
    private static final int PIPE = 1 << 20;
    private static final long SECONDS = 30;

    private final PipedOutputStream body = new PipedOutputStream();
    private final CompletableFuture<HttpResponse<Void>> answer;

    private LiveUpload(URI stream, String contentType) throws IOException {
        PipedInputStream out = new PipedInputStream(body, PIPE);
        HttpRequest request = HttpRequest.newBuilder(stream)
                .header("Content-Type", contentType)
                .header("Stream-Closed", "true")
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> out))
                .build();
        answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    /**
     * Begins one.
     *
     * @param stream the address of the stream that it creates, and closes at its end
     * @param contentType what the stream has
     * @return the upload
     * @throws IOException if it cannot begin
     */
    public static LiveUpload begin(URI stream, String contentType) throws IOException {
        return new LiveUpload(stream, contentType);
    }

    /**
     * Sends more of the body.
     *
     * @param bytes where it is
     * @param from the first byte
     * @param to the byte behind the last
     * @throws IOException if it does not go out
     */
    public void send(byte[] bytes, int from, int to) throws IOException {
        body.write(bytes, from, to - from);
        body.flush();
    }

    /**
     * Ends the body.
     *
     * @return the status of the answer
     * @throws IOException if there is none
     * @throws InterruptedException if the thread is interrupted
     */
    public int end() throws IOException, InterruptedException {
        body.close();
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS).statusCode();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
        answer.cancel(true);
    }
}
