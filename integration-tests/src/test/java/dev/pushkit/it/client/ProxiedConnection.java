// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** One client's connection through a {@link FaultProxy}, and the one to the server that belongs to it. Thread-safe. */
final class ProxiedConnection {
    private static final int CONNECT_MILLIS = 5_000;

    /** Where one direction's bytes go. */
    private interface Sink {
        void take(byte[] bytes, int count) throws IOException;
    }

    private final Socket client;
    private final Socket server = new Socket();
    private final Gate gate;
    private volatile boolean held;
    // The pumps see the first of a pair go, and would reset the second.
    private volatile boolean finned;

    ProxiedConnection(Socket client, Gate gate) {
        this.client = client;
        this.gate = gate;
    }

    /** Takes what the client says until it goes, and never answers. */
    void swallow() {
        pump(client, (bytes, count) -> {});
    }

    /** Passes bytes in both directions until one side goes. */
    void join(InetSocketAddress target, Optional<RequestRule> rule) {
        try (client;
                server) {
            server.connect(target, CONNECT_MILLIS);
            FaultProxy.daemon(() -> pump(server, this::answer));
            pump(client, rule.map(this::ruled).orElse(this::ask));
        } catch (IOException gone) {
            // both are closed now
        }
    }

    private Sink ruled(RequestRule rule) {
        return new RequestSplitter(new RuledRequests(this, rule))::feed;
    }

    private void ask(byte[] bytes, int count) throws IOException {
        ask(bytes, 0, count);
    }

    void ask(byte[] bytes, int from, int count) throws IOException {
        server.getOutputStream().write(bytes, from, count);
    }

    private void answer(byte[] bytes, int count) throws IOException {
        if (!held) {
            client.getOutputStream().write(bytes, 0, count);
        }
    }

    /** Nothing that the server says from now on reaches the client, its end included. */
    void hold() {
        held = true;
    }

    /** Answers in the server's place, and ends the client's side once the client has ended its own. */
    void answerAlone(byte[] answer, int lingerMillis) throws IOException {
        finned = true;
        server.close();
        OutputStream out = client.getOutputStream();
        out.write(answer);
        client.shutdownOutput();
        client.setSoTimeout(lingerMillis);
    }

    private void pump(Socket from, Sink sink) {
        byte[] bytes = new byte[Gate.PIECE];
        try {
            InputStream in = from.getInputStream();
            for (int count = in.read(bytes, 0, gate.piece()); count >= 0; count = in.read(bytes, 0, gate.piece())) {
                gate.pass(count);
                sink.take(bytes, count);
            }
            gate.pass(0);
            // One side's end ends both: none of the kit's clients half-closes.
            if (!held || from == client) {
                server.close();
                client.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException cut) {
            passReset();
        }
    }

    private void passReset() {
        try {
            gate.pass(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!finned) {
            reset();
        }
    }

    void reset() {
        for (Socket one : List.of(client, server)) {
            try {
                one.setSoLinger(true, 0);
                one.close();
            } catch (IOException goneAlready) {
                // its pump was faster
            }
        }
    }

    void fin() {
        finned = true;
        for (Socket one : List.of(client, server)) {
            try {
                one.shutdownOutput();
                one.close();
            } catch (IOException goneAlready) {
                // its pump was faster
            }
        }
    }
}
