// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import dev.pushkit.bench.net.Loopback;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that runs; it ends with this object, or with this process. Used by one thread. */
public final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 60;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final Process process;
    private final Path log;
    private final Host host;
    private final Site site;
    private final Thread end;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Writer commands;

    private ServerProcess(Process process, Path log, Host host, Site site) {
        this.process = process;
        this.log = log;
        this.host = host;
        this.site = site;
        commands = process.outputWriter(StandardCharsets.UTF_8);
        end = new Thread(this::kill, "end of a server");
        Runtime.getRuntime().addShutdownHook(end);
        Thread listener = new Thread(this::listen, "what a server says");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts a server and waits until it accepts connections.
     *
     * @param host the kind of server
     * @param site where and how
     * @param war what to deploy at the root; empty for nothing
     * @param options the server's own
     * @return the server
     * @throws IOException if it does not start
     */
    public static ServerProcess start(Host host, Site site, Optional<Path> war, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(site.pinning().serverPrefix());
        command.addAll(host.command(site, war, options));
        Files.createDirectories(site.layout().results());
        Path log = site.layout().results().resolve("server-" + site.port() + ".log");
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        ServerProcess server = new ServerProcess(process, log, host, site);
        try {
            server.awaitPort();
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private void awaitPort() throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > limit) {
                throw new IOException("The server did not start; see " + log);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(Loopback.port(site.port()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("done: ") || line.startsWith("failed: ")) {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            // The server has ended.
        }
    }

    /**
     * Has a launcher carry out a command.
     *
     * @param command such as {@code deploy /x=file.war}
     * @throws IOException if it says that it failed, or says nothing
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public void command(String command) throws IOException, InterruptedException {
        commands.write(command + "\n");
        commands.flush();
        String answer = said.poll(START_SECONDS, TimeUnit.SECONDS);
        if (answer == null || !answer.startsWith("done: ")) {
            throw new IOException(answer + "; see " + log);
        }
    }

    /**
     * The process.
     *
     * @return its id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether it can be asked with the JDK's tools.
     *
     * @return whether it runs in a JVM
     */
    public boolean isJava() {
        return host instanceof JavaHost;
    }

    /**
     * Where it listens, and how it runs.
     *
     * @return the site
     */
    public Site site() {
        return site;
    }

    // Nothing of it is worth a graceful end, and children would outlive their parent.
    private void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        kill();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
