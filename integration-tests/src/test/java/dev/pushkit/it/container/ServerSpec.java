// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a test asks of a server before its start.
 *
 * @param kind the kind of server
 * @param javaHome the JDK that runs it
 * @param jvmOptions options of its JVM, in order, a later one wins
 * @param systemProperties its system properties
 * @param environment variables added to its environment
 * @param serverOptions the kind's own options, by name
 * @param webapps what it starts with
 * @param port the port asked for, or empty for any free one
 * @param startDeadline how long the start may take
 */
public record ServerSpec(
        ServerKind kind,
        Path javaHome,
        List<String> jvmOptions,
        Map<String, String> systemProperties,
        Map<String, String> environment,
        Map<String, String> serverOptions,
        List<Webapp> webapps,
        OptionalInt port,
        Duration startDeadline) {

    /** Copies what can change. */
    public ServerSpec {
        jvmOptions = List.copyOf(jvmOptions);
        systemProperties = Map.copyOf(systemProperties);
        environment = Map.copyOf(environment);
        serverOptions = Map.copyOf(serverOptions);
        webapps = List.copyOf(webapps);
    }

    /**
     * Whether the server shall have a WebSocket implementation.
     *
     * @return true unless the option {@code websocket} is {@code false}
     */
    public boolean websocket() {
        return !"false".equals(serverOptions.get("websocket"));
    }

    /**
     * The feature release of the JDK that runs it.
     *
     * @return for example 17, from the JDK's own {@code release} file
     * @throws IOException if there is no such file
     */
    public int jdk() throws IOException {
        return Files.readAllLines(javaHome.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line ->
                        Runtime.Version.parse(line.replaceAll(".*=\"|\"", "")).feature())
                .findFirst()
                .orElseThrow(() -> new IOException("No version in " + javaHome.resolve("release")));
    }

    /**
     * An option of the server that is on or off.
     *
     * @param name its name
     * @param otherwise what counts where the test has said nothing
     * @return whether it is on
     */
    boolean isOn(String name, boolean otherwise) {
        return Boolean.parseBoolean(serverOptions.getOrDefault(name, Boolean.toString(otherwise)));
    }

    /**
     * The command line up to the JVM's options, for kinds that are started by {@code java}.
     *
     * @return the java program, the options and the system properties
     */
    public List<String> javaCommand() {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(jvmOptions);
        systemProperties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        return command;
    }
}
