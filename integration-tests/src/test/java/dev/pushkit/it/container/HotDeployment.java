// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What the servers that deploy while they run have in common. Thread-safe. */
final class HotDeployment {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private HotDeployment() {}

    /**
     * Waits for the server to have done something.
     *
     * @param what what it shall do
     * @return the wait, whose condition is looked at often, for its end is measured
     */
    static ConditionFactory await(String what) {
        return Awaitility.await(what).pollInterval(Duration.ofMillis(10)).atMost(DEADLINE);
    }

    /**
     * Puts a file into a folder that the server watches, whole at once.
     *
     * @param file the file to copy
     * @param target where the server looks for it
     * @param temp a folder of the same file system that nobody watches
     * @throws IOException if it cannot be written
     */
    static void put(Path file, Path target, Path temp) throws IOException {
        Path copy = Files.copy(
                file, Files.createDirectories(temp).resolve(target.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
