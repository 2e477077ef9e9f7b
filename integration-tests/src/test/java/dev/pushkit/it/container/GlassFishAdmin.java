// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The administration of a running GlassFish or Payara, as its command line tool speaks to it.
 *
 * <p>Thread-safe.
 *
 * @param port the port of 127.0.0.1 for administration
 */
record GlassFishAdmin(int port) {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /**
     * Runs a command and waits for its end.
     *
     * @param command the command, such as {@code deploy}
     * @param parameters its options by name; its operand is called {@code DEFAULT}
     * @throws IOException if the command fails, with the server's reason
     */
    void run(String command, Map<String, String> parameters) throws IOException {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/__asadmin/" + command + "?" + query))
                .timeout(DEADLINE)
                .version(HttpClient.Version.HTTP_1_1)
                // Makes the answer one for programs.
                .header("User-Agent", "hk2-agent")
                .header("X-Requested-By", "tests")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200 || !response.body().contains("exit-code: SUCCESS")) {
                throw new IOException(
                        command + " " + parameters + ": " + response.statusCode() + "\n" + response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + " was interrupted", e);
        }
    }
}
