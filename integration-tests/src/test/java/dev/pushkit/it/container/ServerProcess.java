// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A server's process, which never outlives the tests' own. Thread-safe. */
final class ServerProcess {
    private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);
    private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> LIVE.forEach(Process::destroyForcibly), "kill-forked-servers"));
    }

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a process whose output goes to a file.
     *
     * @param command its command and arguments
     * @param environment variables added to its environment
     * @param folder its working directory
     * @param log the file for its output
     * @return the process
     * @throws IOException if it cannot be started
     */
    static ServerProcess start(List<String> command, Map<String, String> environment, Path folder, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // A variable meant for the build's own JVM would change the server and put a line into its log.
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        LIVE.add(process);
        return new ServerProcess(process);
    }

    /**
     * Ends the process's standard input, for one that reads it to its end before it does anything else.
     *
     * @throws IOException if it cannot be closed
     */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /**
     * Writes a line to the process's standard input.
     *
     * @param line the line, without its line feed
     * @throws IOException if the process has closed its end
     */
    void write(String line) throws IOException {
        synchronized (process) {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /**
     * Asks the process to end, by SIGTERM, and kills it if it does not.
     *
     * @param deadline the time it has
     * @return how it ended
     */
    Exit terminate(Duration deadline) {
        long start = System.nanoTime();
        process.destroy();
        boolean forced = !ended(deadline);
        if (forced) {
            kill();
        }
        LIVE.remove(process);
        return new Exit(process.exitValue(), Duration.ofNanos(System.nanoTime() - start), forced);
    }

    /**
     * Kills the process by SIGKILL.
     *
     * @return how it ended
     */
    Exit kill() {
        long start = System.nanoTime();
        process.destroyForcibly();
        if (!ended(KILL_DEADLINE)) {
            throw new IllegalStateException("Process " + process.pid() + " outlives SIGKILL");
        }
        LIVE.remove(process);
        return new Exit(process.exitValue(), Duration.ofNanos(System.nanoTime() - start), false);
    }

    boolean ended(Duration deadline) {
        try {
            return process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
