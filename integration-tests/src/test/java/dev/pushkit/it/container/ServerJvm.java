// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the JDK's own tools tell of a server's JVM, without any port or agent.
 *
 * <p>Thread-safe.
 */
public final class ServerJvm {
    private static final Pattern THREAD = Pattern.compile("^\"(.*?)\" ", Pattern.MULTILINE);
    private static final Pattern USED_KIB = Pattern.compile("(?:total|reserved)[^\\n]*? used (\\d+)K");

    private final Path javaHome;
    private final long pid;
    private final Path folder;

    ServerJvm(Path javaHome, long pid, Path folder) {
        this.javaHome = javaHome;
        this.pid = pid;
        this.folder = folder;
    }

    /**
     * The names of all threads.
     *
     * @return the names, one a thread
     * @throws IOException if the JVM cannot be asked
     */
    public List<String> threadNames() throws IOException {
        return THREAD.matcher(jcmd("Thread.print"))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /**
     * How many instances of a class are reachable; a full collection comes first.
     *
     * @param className the class's binary name
     * @return the count
     * @throws IOException if the JVM cannot be asked
     */
    public long instances(String className) throws IOException {
        Pattern row = Pattern.compile(
                "^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(className) + "(\\s|$)", Pattern.MULTILINE);
        return row.matcher(jcmd("GC.class_histogram"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
    }

    /**
     * The class loaders that have defined a class and are still there after a full collection.
     *
     * @param className the class's binary name
     * @return the count
     * @throws IOException if the JVM cannot be asked
     */
    public long loadersOf(String className) throws IOException {
        jcmd("GC.run");
        Pattern line = Pattern.compile("[\\s|]" + Pattern.quote(className) + "\\s*$", Pattern.MULTILINE);
        return line.matcher(jcmd("VM.classloaders", "show-classes=true"))
                .results()
                .count();
    }

    /**
     * Who holds the class loaders that have defined a class; the answer takes seconds and, until the server
     * is closed, a file of the heap's size.
     *
     * @param className the class's binary name
     * @return the ways from what no collection takes to the loaders, some for each
     * @throws IOException if the JVM cannot be asked
     */
    public List<String> holdersOfLoaders(String className) throws IOException {
        Path dump = folder.resolve("heap-" + System.nanoTime() + ".hprof");
        jcmd("GC.heap_dump", dump.toString());
        return HeapDump.read(dump).holdersOfLoaders(className);
    }

    /**
     * The heap that is in use after a full collection, in bytes.
     *
     * @return the bytes
     * @throws IOException if the JVM cannot be asked
     */
    public long heapAfterCollection() throws IOException {
        jcmd("GC.run");
        return USED_KIB.matcher(jcmd("GC.heap_info").replaceAll("(?s)Metaspace.*", ""))
                .results()
                .map(MatchResult::group)
                .mapToLong(line -> Long.parseLong(line.replaceAll(".* used (\\d+)K", "$1")) * 1024)
                .sum();
    }

    /**
     * The memory that the process holds, in bytes.
     *
     * @return its resident set, from {@code /proc}
     * @throws IOException where there is no such file
     */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /**
     * Counts the files of a folder that it has open.
     *
     * @param folder the folder, without symbolic links in its path
     * @return how many, each opening by itself
     * @throws IOException if the process is gone
     */
    public long openFiles(Path folder) throws IOException {
        long count = 0;
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : open.toList()) {
                if (isWithin(folder, descriptor)) {
                    count++;
                }
            }
        }
        return count;
    }

    private static boolean isWithin(Path folder, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException e) {
            // Closed meanwhile.
            return false;
        }
    }

    /**
     * The sockets that the process has open.
     *
     * @return the count, from {@code /proc}
     * @throws IOException where there is no such folder
     */
    public long sockets() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return files.filter(ServerJvm::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    /**
     * Runs one of jcmd's commands.
     *
     * @param command for example {@code Thread.print}
     * @return what it printed
     * @throws IOException if it fails
     */
    public String jcmd(String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(javaHome.resolve("bin/jcmd").toString(), Long.toString(pid)));
        line.addAll(Arrays.asList(command));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(line + " failed: " + text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(line + " was interrupted", e);
        }
        return text;
    }
}
