// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What lives in a JVM's heap, by class, as {@code jcmd} counts it after a collection.
 *
 * @param bytes by the name of the class
 */
public record JvmMemory(Map<String, Long> bytes) {
    private static final String COLUMN = "\\s+";
    private static final int COLUMNS = 4;
    /** What a collector puts where nothing lives. */
    private static final String FILLER = "jdk.internal.vm.Filler";

    /**
     * Has a server count.
     *
     * @param server a server in Java
     * @return what lives
     * @throws IOException if it cannot be asked
     * @throws InterruptedException if this thread is interrupted meanwhile
     */
    public static JvmMemory of(ServerProcess server) throws IOException, InterruptedException {
        String jcmd = server.site().javaHome().resolve("bin/jcmd").toString();
        Process process = new ProcessBuilder(jcmd, Long.toString(server.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(text);
        }
        return read(text);
    }

    static JvmMemory read(String histogram) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        histogram.lines().map(String::trim).forEach(line -> {
            // Such as "12:  3072  98304  java.lang.String (java.base@17)".
            String[] columns = line.split(COLUMN, COLUMNS + 1);
            if (columns.length >= COLUMNS && columns[0].endsWith(":") && !columns[3].contains(FILLER)) {
                bytes.merge(columns[3], Long.parseLong(columns[2]), Long::sum);
            }
        });
        return new JvmMemory(bytes);
    }

    /**
     * All classes together.
     *
     * @return bytes
     */
    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * What has grown since then.
     *
     * @param before the earlier count
     * @return bytes by class; none that has shrunk
     */
    public JvmMemory since(JvmMemory before) {
        Map<String, Long> grown = new LinkedHashMap<>();
        bytes.forEach((name, now) -> {
            long more = now - before.bytes.getOrDefault(name, 0L);
            if (more > 0) {
                grown.put(name, more);
            }
        });
        return new JvmMemory(grown);
    }

    /**
     * Only the classes of a package and those below it, and their arrays.
     *
     * @param prefix the beginning of their names
     * @return those
     */
    public JvmMemory of(String prefix) {
        Map<String, Long> some = new LinkedHashMap<>();
        bytes.forEach((name, count) -> {
            if (name.replaceFirst("^\\[+L", "").startsWith(prefix)) {
                some.put(name, count);
            }
        });
        return new JvmMemory(some);
    }
}
