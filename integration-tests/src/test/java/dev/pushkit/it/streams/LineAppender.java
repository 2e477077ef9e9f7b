// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;

/**
 * Appends one numbered line after the other until its server is gone, as an idempotent producer: what was not
 * acknowledged is sent again the next time. For one thread at a time.
 */
final class LineAppender implements Runnable {
    private static final int LENGTH = 120;

    private final URI stream;
    private final HttpClient client = HttpClient.newHttpClient();
    // Handed from thread to thread by their start and end.
    private long acknowledged;

    private LineAppender(URI stream) {
        this.stream = stream;
    }

    static LineAppender create(URI stream) throws IOException, InterruptedException {
        LineAppender appender = new LineAppender(stream);
        HttpRequest put = appender.request().PUT(BodyPublishers.noBody()).build();
        assertThat(appender.client.send(put, BodyHandlers.discarding()).statusCode())
                .isEqualTo(201);
        return appender;
    }

    long acknowledged() {
        return acknowledged;
    }

    @Override
    public void run() {
        try {
            while (true) {
                HttpRequest post = request()
                        .header("Producer-Id", "lines")
                        .header("Producer-Epoch", "0")
                        .header("Producer-Seq", Long.toString(acknowledged))
                        .POST(BodyPublishers.ofString(line(acknowledged)))
                        .build();
                HttpResponse<Void> answer = client.send(post, BodyHandlers.discarding());
                if (answer.statusCode() != 200 && answer.statusCode() != 204) {
                    throw new IllegalStateException("status " + answer.statusCode());
                }
                acknowledged++;
            }
        } catch (IOException e) {
            // The server is gone: that is the end here.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads all back: the lines that were acknowledged, and at most the one that was on its way. */
    void check() throws IOException, InterruptedException {
        long at = 0;
        String offset = "-1";
        StringBuilder rest = new StringBuilder();
        boolean upToDate = false;
        while (!upToDate) {
            HttpRequest get = HttpRequest.newBuilder(URI.create(stream + "?offset=" + offset))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            HttpResponse<String> page = client.send(get, BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            rest.append(page.body());
            offset = page.headers().firstValue("Stream-Next-Offset").orElseThrow();
            upToDate = page.headers().firstValue("Stream-Up-To-Date").isPresent();
            int used = 0;
            for (; used + LENGTH <= rest.length(); used += LENGTH) {
                assertThat(rest.substring(used, used + LENGTH)).isEqualTo(line(at));
                at++;
            }
            rest.delete(0, used);
        }
        assertThat(rest).as("half a line").isEmpty();
        assertThat(at).isBetween(acknowledged, acknowledged + 1);
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(stream).timeout(Duration.ofSeconds(20)).header("Content-Type", "text/plain");
    }

    private static String line(long number) {
        return String.format(Locale.ROOT, "line %10d %s%n", number, "x".repeat(LENGTH))
                        .substring(0, LENGTH - 1)
                + '\n';
    }
}
