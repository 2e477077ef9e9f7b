// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.awaitility.Awaitility.await;

import dev.pushkit.it.client.RawConnection;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * An nginx of its own that serves a folder.
 *
 * <p>Where it is not installed a test is skipped by name; with {@code CI=true} it fails.
 */
final class Nginx implements Closeable {
    private final Process process;
    private final URI uri;

    private Nginx(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    static Nginx serving(Path folder, Path work) throws IOException {
        int port = freePort();
        Path config = work.resolve("nginx.conf");
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(what -> what + "_temp_path " + work.resolve(what) + ";")
                .reduce("", String::concat);
        Files.writeString(
                config,
                "daemon off; master_process off; pid " + work.resolve("pid") + "; error_log "
                        + work.resolve("error.log") + "; events {} http { access_log off; " + temporary
                        + " server { listen 127.0.0.1:" + port + "; root " + folder + "; } }");
        Process process = new ProcessBuilder(
                        program().toString(),
                        "-p",
                        work.toString(),
                        "-c",
                        config.toString(),
                        "-e",
                        work.resolve("error.log").toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, URI.create("http://127.0.0.1:" + port + "/"));
        await("nginx").atMost(Duration.ofSeconds(10)).until(nginx::answers);
        return nginx;
    }

    URI uri() {
        return uri;
    }

    private boolean answers() {
        try (RawConnection connection = RawConnection.open(uri)) {
            return connection.localPort() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path program() throws IOException {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/sbin";
        Optional<Path> found = Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty() && Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IOException("nginx is not installed");
        }
        return found.orElseThrow(() -> new TestAbortedException("nginx is not installed"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
