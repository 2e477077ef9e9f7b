// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.util.List;

/** The servers that the tests know, by name. Thread-safe. */
public final class Servers {
    private static final List<ServerKind> KINDS =
            List.of(new Tomcat("tomcat-10.1"), new Tomcat("tomcat-11"), new Jetty("jetty-12"));

    private Servers() {}

    /**
     * Tomcat 10.1.
     *
     * @return a builder of such a server
     */
    public static ServerBuilder tomcat10() {
        return named("tomcat-10.1");
    }

    /**
     * Tomcat 11.
     *
     * @return a builder of such a server
     */
    public static ServerBuilder tomcat11() {
        return named("tomcat-11");
    }

    /**
     * Jetty 12.
     *
     * @return a builder of such a server
     */
    public static ServerBuilder jetty12() {
        return named("jetty-12");
    }

    /**
     * The server under test, named by {@code arquillian.launch}; Tomcat 11 if nothing is.
     *
     * @return a builder of such a server
     */
    public static ServerBuilder underTest() {
        return new ServerBuilder(kindUnderTest());
    }

    /**
     * The kind of the server under test, for a test that only some kinds can pass.
     *
     * @return the kind
     */
    public static ServerKind kindUnderTest() {
        return kind(System.getProperty("arquillian.launch", "tomcat-11"));
    }

    /**
     * A server by its name.
     *
     * @param id the name, such as {@code jetty-12}
     * @return a builder of such a server
     */
    public static ServerBuilder named(String id) {
        return new ServerBuilder(kind(id));
    }

    private static ServerKind kind(String id) {
        return KINDS.stream()
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No server is called " + id + ", only "
                        + KINDS.stream().map(ServerKind::id).toList()));
    }
}
