// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The npm packages of a folder beside {@code src/test/java}, installed into a folder of the build.
 *
 * <p>Without a Node.js of version 20 or later a test is skipped by name; with {@code CI=true} it fails. Thread-safe.
 */
public final class NodeProject {
    private static final int MIN_VERSION = 20;
    private static final long INSTALL_MINUTES = 3;

    private NodeProject() {}

    /**
     * The folder with the scripts and their packages.
     *
     * @return the folder
     * @throws IOException if the packages cannot be installed
     */
    static Path folder() throws IOException {
        return folder("node");
    }

    /**
     * A folder with its scripts and their packages.
     *
     * @param name the folder's name in {@code src/test}
     * @return the folder
     * @throws IOException if the packages cannot be installed
     */
    public static synchronized Path folder(String name) throws IOException {
        requireNode();
        Path source = Path.of(System.getProperty("it.node", "src/test/node")).resolveSibling(name);
        Path folder = Files.createDirectories(
                Path.of(System.getProperty("it.node.work", "target/node")).resolveSibling(name));
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path installed = folder.resolve("installed.json");
        Path lock = folder.resolve("package-lock.json");
        if (!Files.exists(installed) || Files.mismatch(installed, lock) >= 0) {
            run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
        return folder.toAbsolutePath();
    }

    private static void requireNode() throws IOException {
        String reason = "";
        try {
            String version = run(new File(".").toPath(), "node", "--version").strip();
            if (Integer.parseInt(version.replaceFirst("^v(\\d+)\\..*", "$1")) < MIN_VERSION) {
                reason = "Node.js " + MIN_VERSION + " or later is needed, not " + version;
            }
        } catch (IOException e) {
            reason = "Node.js is not installed";
        }
        if (!reason.isEmpty()) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new IOException(reason);
            }
            throw new TestAbortedException(reason);
        }
    }

    private static String run(Path folder, String... command) throws IOException {
        Path output = Files.createTempFile("push-it-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(List.of(command) + " does not end");
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(List.of(command) + " failed: " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(List.of(command) + " was interrupted", e);
        } finally {
            Files.delete(output);
        }
    }
}
