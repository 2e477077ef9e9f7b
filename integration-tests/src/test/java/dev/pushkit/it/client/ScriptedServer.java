// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server on a loopback port that plays a script on every connection. Thread-safe. */
final class ScriptedServer implements Closeable {

    /** What the server does with a connection; it is closed afterwards. */
    interface Script {
        void play(Socket connection) throws IOException;
    }

    private final ServerSocket socket = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Script script;

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        daemon(this::accept, "scripted-server");
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(() -> play(connection), "scripted-connection");
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void play(Socket connection) {
        try (connection) {
            script.play(connection);
        } catch (IOException gone) {
            // the test has cut it
        } finally {
            connections.remove(connection);
        }
    }

    /** Reads a request's head and ignores it. */
    static String readHead(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = connection.getInputStream().read();
            if (b < 0) {
                throw new IOException("Closed within a head");
            }
            head.append((char) b);
        }
        return head.toString();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
