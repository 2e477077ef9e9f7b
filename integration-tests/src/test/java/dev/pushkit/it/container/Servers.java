// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The servers that the tests know, by name. Thread-safe. */
public final class Servers {
    private static final List<ServerKind> KINDS = List.of(
            Tomcat.of("tomcat-10.1", "10.1.59"),
            Tomcat.of("tomcat-11", "11.0.24"),
            Embedded.jetty("jetty-12.0-ee10", 10),
            Embedded.jetty("jetty-12.1-ee10", 10),
            Embedded.jetty("jetty-12.1-ee11", 11),
            Embedded.undertow("undertow-2.3"),
            new SpringBoot("boot-tomcat", "tomcat", "Tomcat", "tomcat-embed-core"),
            new SpringBoot("boot-jetty", "jetty", "Jetty", "jetty-server"),
            new SpringBoot("boot-undertow", "undertow", "Undertow", "undertow-core"),
            new WildFly("wildfly-39", "39.0.1.Final"),
            new Liberty("liberty-26", "26.0.0.3"),
            GlassFish.glassfish("glassfish-7", "7.0.21"),
            GlassFish.glassfish("glassfish-8", "8.0.0"),
            GlassFish.payara("payara-6", "6.2025.9"),
            Tomcat.tomee("tomee-9", "9.0.0"));

    private Servers() {}

    /**
     * The server under test.
     *
     * @return a builder of such a server; the present test is left out where somebody else runs it
     */
    public static ServerBuilder underTest() {
        needs(Ability.OWN_PROCESS);
        return ServerUnderTest.ofThisProcess().builder();
    }

    /**
     * Leaves the present test out, with the reason, where the server under test lacks an ability.
     *
     * @param ability what the test needs
     */
    public static void needs(Ability ability) {
        needs(ServerUnderTest.ofThisProcess().kind(), ability);
    }

    /**
     * Why a part of the present test has to be left out.
     *
     * @param ability what the part needs
     * @return the reason; empty where the server under test has the ability
     */
    public static Optional<String> lack(Ability ability) {
        return Optional.ofNullable(
                ServerUnderTest.ofThisProcess().kind().lacks().get(ability));
    }

    static void needs(ServerKind kind, Ability ability) {
        String reason = kind.lacks().get(ability);
        Assumptions.assumeTrue(reason == null, reason);
    }

    static ServerKind kind(String id) {
        return KINDS.stream()
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No server is called " + id + ", only "
                        + KINDS.stream().map(ServerKind::id).toList()));
    }
}
