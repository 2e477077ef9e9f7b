// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A server that runs, in a process of its own.
 *
 * <p>Closing it terminates it and deletes its folder but for the log. Thread-safe.
 */
public final class RunningServer implements AutoCloseable {
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(15);

    private final Launch launch;
    private final ServerProcess process;
    private final ServerLog log;
    private final Duration startedIn;

    RunningServer(Launch launch, ServerProcess process, ServerLog log, Duration startedIn) {
        this.launch = launch;
        this.process = process;
        this.log = log;
        this.startedIn = startedIn;
    }

    /**
     * How long the start took.
     *
     * @return the time from the fork to the first answer, deployment included
     */
    public Duration startedIn() {
        return startedIn;
    }

    /**
     * The root of the server.
     *
     * @return for example {@code http://127.0.0.1:23456/}
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + launch.port() + "/");
    }

    /**
     * The root of a web application.
     *
     * @param name the name it is deployed under
     * @return the URI, which ends in a slash
     */
    public URI uri(String name) {
        return name.equals("ROOT") ? uri() : uri().resolve(name + "/");
    }

    /**
     * The port of 127.0.0.1 that the server listens on.
     *
     * @return the port
     */
    public int port() {
        return launch.port();
    }

    /**
     * The kind of this server.
     *
     * @return the kind
     */
    public ServerKind kind() {
        return launch.spec().kind();
    }

    /**
     * The process id.
     *
     * @return the id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether the process runs.
     *
     * @return true until it has ended
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * The server's console output.
     *
     * @return the log, which outlives the server
     */
    public ServerLog log() {
        return log;
    }

    /**
     * A view into the server's JVM.
     *
     * @return the view
     */
    public ServerJvm jvm() {
        return new ServerJvm(launch.spec().javaHome(), process.pid(), launch.folder());
    }

    /**
     * Deploys a web application and waits until it answers or has failed.
     *
     * @param war the WAR file
     * @param name the context's name
     * @throws IOException if it cannot be deployed
     */
    public void deploy(Path war, String name) throws IOException {
        kind().deploy(launch, log, process::write, new Webapp(war, name));
    }

    /**
     * Undeploys a web application and waits until it is gone.
     *
     * @param name the context's name
     * @return how long that took, from when the server began with it
     * @throws IOException if it cannot be undeployed
     */
    public Duration undeploy(String name) throws IOException {
        long began = kind().undeploy(launch, log, process::write, name);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Sends SIGTERM and waits for the end; after 15 seconds the process is killed.
     *
     * @return how it ended
     */
    public Exit terminate() {
        return process.terminate(STOP_DEADLINE);
    }

    /**
     * Sends SIGKILL and waits for the end.
     *
     * @return how it ended
     */
    public Exit kill() {
        return process.kill();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            terminate();
        }
        try (Stream<Path> files = Files.walk(launch.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(launch.folder()) && !file.equals(log.file())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
