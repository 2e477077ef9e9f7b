// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A client from npm, in a process of Node.js that reports one JSON object a line. */
public final class NodeClient implements ThirdPartyClient {
    private final String script;

    /**
     * A client by its script.
     *
     * @param script the file's name in {@code src/test/node}
     */
    public NodeClient(String script) {
        this.script = script;
    }

    @Override
    public Closeable follow(URI push, String topic, String cursor, Inbox inbox) throws IOException {
        Path folder = NodeProject.folder();
        URI address = script.equals("ws.mjs") ? Addresses.webSocket(push, topic, cursor) : Addresses.sse(push, topic);
        Process process = new ProcessBuilder(List.of("node", script, address.toString(), cursor))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(() -> read(process, inbox), script);
        reader.setDaemon(true);
        reader.start();
        return process::destroyForcibly;
    }

    private static void read(Process process, Inbox inbox) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                report(line, inbox);
            }
        } catch (IOException e) {
            inbox.failed(e.toString());
        }
    }

    private static void report(String line, Inbox inbox) {
        if (!line.startsWith("{\"")) {
            // what Node.js itself says, such as an uncaught error
            inbox.failed(line);
            return;
        }
        try (JsonReader json = Json.createReader(new StringReader(line))) {
            JsonObject object = json.readObject();
            if (object.containsKey("open")) {
                inbox.opened();
            } else if (object.containsKey("error")) {
                inbox.failed(object.getString("error"));
            } else {
                inbox.saw(object.getString("id"), object.getString("data"));
            }
        }
    }
}
