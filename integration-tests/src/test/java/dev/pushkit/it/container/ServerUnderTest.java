// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that the tests are about: one that they fork, on a JDK, or one that somebody else runs.
 *
 * @param row its name in the table, such as {@code tomcat-11-jdk25}
 * @param kind the kind that is forked
 * @param jdk the feature release of the JDK that was asked for, or empty where any will do
 */
public record ServerUnderTest(String row, ServerKind kind, Optional<Integer> jdk) {
    private static final Pattern ROW = Pattern.compile("(.*?)(?:-jdk(\\d+))?");

    /**
     * The server that the build has named to this process by {@code it.server}, {@code it.jdk} or {@code it.url}.
     *
     * @return the server; Tomcat 11 if nothing is said
     */
    public static ServerUnderTest ofThisProcess() {
        if (External.url().isPresent()) {
            return new ServerUnderTest("external", new External(), Optional.empty());
        }
        String jdk = System.getProperty("it.jdk", "");
        return named(System.getProperty("it.server", "tomcat-11") + (jdk.isEmpty() ? "" : "-jdk" + jdk));
    }

    /**
     * A server by its name in the table.
     *
     * @param row the name
     * @return the server
     */
    public static ServerUnderTest named(String row) {
        if (External.url().isPresent()) {
            return ofThisProcess();
        }
        Matcher parts = ROW.matcher(row);
        if (!parts.matches()) {
            throw new IllegalArgumentException(row);
        }
        return new ServerUnderTest(
                row,
                Servers.kind(parts.group(1)),
                Optional.ofNullable(parts.group(2)).map(Integer::valueOf));
    }

    /**
     * The product and its exact version.
     *
     * @return for example {@code Apache Tomcat 11.0.24}
     */
    public String product() {
        return kind.product();
    }

    /**
     * The version of the JDK that runs it.
     *
     * @return for example {@code 17.0.15}; what was asked for where that is not installed
     */
    public String jdkVersion() {
        if (kind instanceof External) {
            return "?";
        }
        try {
            Properties release = new Properties();
            release.load(Files.newBufferedReader(builder().javaHome().resolve("release")));
            return release.getProperty("JAVA_VERSION").replace("\"", "");
        } catch (IOException | MissingJdkException missing) {
            return jdk.map(Object::toString).orElse("?");
        }
    }

    /**
     * Starts to describe a server of this kind.
     *
     * @return a builder
     */
    public ServerBuilder builder() {
        ServerBuilder builder = new ServerBuilder(kind);
        jdk.ifPresent(builder::jdk);
        return builder;
    }

    /**
     * Leaves the present test out, with the reason, where this server lacks an ability.
     *
     * @param ability what the test needs
     */
    public void needs(Ability ability) {
        Servers.needs(kind, ability);
    }

    /**
     * The sample's address on a server that somebody else runs.
     *
     * @return the address, or empty where the server is forked
     */
    public Optional<URI> url() {
        return External.url();
    }
}
