// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A server as its makers publish it: a zip file with Maven coordinates.
 *
 * <p>Maven itself fetches and unpacks it at the first use, once, into a folder named by the coordinates below {@code
 * it.servers}; so the settings of whoever runs the tests count. Thread-safe, among processes as well.
 *
 * @param group the groupId
 * @param artifact the artifactId
 * @param version the version
 * @param classifier the classifier, or empty
 */
record Distribution(String group, String artifact, String version, String classifier) {
    private static final String UNPACK = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack";
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final int LOG_LINES = 20;
    // A file's lock is the whole process's.
    private static final Object PROCESS = new Object();

    /**
     * A zip file by its coordinates.
     *
     * @param coordinates {@code group:artifact:version}, and {@code :classifier} where it has one
     * @return the distribution
     */
    static Distribution of(String coordinates) {
        String[] parts = coordinates.split(":", -1);
        return new Distribution(parts[0], parts[1], parts[2], parts.length > 3 ? parts[3] : "");
    }

    /**
     * The unpacked files.
     *
     * @param folder the folder at the top of the zip file, such as {@code apache-tomcat-11.0.24}
     * @return the server's home, which nobody writes to
     * @throws ServerStartException if it cannot be fetched, with the end of Maven's log
     * @throws IOException if files cannot be written
     */
    Path home(String folder) throws IOException {
        synchronized (PROCESS) {
            return lockedHome(folder);
        }
    }

    private Path lockedHome(String folder) throws IOException {
        Path servers = Files.createDirectories(
                Path.of(System.getProperty("it.servers", ".servers")).toAbsolutePath());
        Path unpacked = servers.resolve(
                group + "-" + artifact + "-" + version + (classifier.isEmpty() ? "" : "-") + classifier);
        Path marker = unpacked.resolve(".unpacked");
        try (FileChannel channel = FileChannel.open(
                        servers.resolve("." + artifact + "-" + version + ".lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            if (!Files.exists(marker)) {
                unpack(servers, unpacked);
                Files.createFile(marker);
            }
        }
        return unpacked.resolve(folder);
    }

    private void unpack(Path servers, Path target) throws IOException {
        Path log = servers.resolve(artifact + "-" + version + ".log");
        List<String> command = new ArrayList<>(List.of(
                maven(),
                "-B",
                "-ntp",
                UNPACK,
                "-Dartifact=" + group + ":" + artifact + ":" + version + ":zip"
                        + (classifier.isEmpty() ? "" : ":" + classifier),
                "-DoutputDirectory=" + target,
                "-DmarkersDirectory=" + target));
        String repository = System.getProperty("it.maven.repository", "");
        if (!repository.isEmpty()) {
            command.add("-Dmaven.repo.local=" + repository);
        }
        if (System.getProperty("it.maven.offline", "").endsWith("true")) {
            command.add("-o");
        }
        ServerProcess process = ServerProcess.start(command, Map.of(), servers, log);
        if (!process.ended(DEADLINE)) {
            process.kill();
        }
        if (process.exitCode() != 0) {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            throw new ServerStartException(
                    "Cannot fetch " + group + ":" + artifact + ":" + version + ". The end of " + log + ":\n"
                            + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())));
        }
    }

    private static String maven() {
        String home = System.getProperty("it.maven.home", "");
        return home.isEmpty() ? "mvn" : Path.of(home, "bin", "mvn").toString();
    }
}
