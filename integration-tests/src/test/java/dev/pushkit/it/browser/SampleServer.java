// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import dev.pushkit.it.client.NdjsonReader;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.container.Ports;
import dev.pushkit.it.container.Wars;
import jakarta.json.JsonNumber;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The sample by {@code java -jar}, on one port for all its lives. For one thread. */
public final class SampleServer implements Closeable {
    private static final String TLS = "--tls-port";
    private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVE.forEach(Process::destroyForcibly), "kill-samples"));
    }

    private final int port = Ports.free();
    private final int securePort = Ports.free();
    private final Path log = WorkFolder.file("sample-" + port + ".log");
    // A crash leaves behind what the sample has unpacked.
    private final Path temp = Files.createTempDirectory("push-it-sample-");
    private final List<String> command = new ArrayList<>();
    private Process process;

    private SampleServer(Map<String, String> settings, String... arguments) throws IOException {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + temp);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(Stream.of(arguments).filter(SampleServer::isForJava).toList());
        command.addAll(List.of("-jar", Wars.sample().toString(), "--port", Integer.toString(port)));
        command.addAll(
                Stream.of(arguments).filter(argument -> !isForJava(argument)).toList());
        if (command.contains(TLS)) {
            command.add(Integer.toString(securePort));
        }
    }

    private static boolean isForJava(String argument) {
        return argument.startsWith("-X");
    }

    /** The sample with TLS on a port besides. */
    static SampleServer secure() throws IOException {
        return start(Map.of(), TLS);
    }

    /**
     * Starts the sample, and waits until it answers.
     *
     * @param settings system properties
     * @param arguments more of its command line; those that begin with {@code -X} are for its Java
     * @return the running sample
     * @throws IOException if it cannot be started
     */
    public static SampleServer start(Map<String, String> settings, String... arguments) throws IOException {
        SampleServer server = new SampleServer(settings, arguments);
        server.start();
        server.awaitUp();
        return server;
    }

    /**
     * Starts it on its port, and does not wait.
     *
     * @throws IOException if it cannot be started
     */
    public void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        process = builder.start();
        LIVE.add(process);
    }

    /** Waits until it answers. */
    public void awaitUp() {
        Awaitility.await("the sample answers; its words are in " + log)
                .ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !process.isAlive()
                        || RawHttp.text(push().resolve("health")).contains("up"));
        if (!process.isAlive()) {
            throw new IllegalStateException("The sample has ended; its words are in " + log);
        }
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LIVE.remove(process);
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The same application over TLS, with the certificate that it has made for itself. */
    URI secureBase() {
        return URI.create("https://127.0.0.1:" + securePort + "/");
    }

    /**
     * Where the kit answers.
     *
     * @return its base, with a slash at the end
     */
    public URI push() {
        return base().resolve("push/");
    }

    /**
     * The sample's process.
     *
     * @return its number
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Lays a file among those that the server itself serves.
     *
     * @param file the file; linked, not copied
     * @return its address
     * @throws IOException if it cannot be laid there
     */
    public URI publish(Path file) throws IOException {
        try (Stream<Path> files = Files.walk(temp)) {
            Path start = files.filter(path -> path.endsWith("index.html"))
                    .findFirst()
                    .orElseThrow();
            Files.createLink(start.resolveSibling(file.getFileName()), file);
        }
        return base().resolve(file.getFileName().toString());
    }

    /** How many connections the kit holds at this moment. */
    int connections() throws IOException {
        return NdjsonReader.object(RawHttp.text(push().resolve("health")))
                .getJsonObject("connections")
                .values()
                .stream()
                .mapToInt(count -> ((JsonNumber) count).intValue())
                .sum();
    }

    @Override
    public void close() throws IOException {
        kill();
        WorkFolder.delete(temp);
    }
}
