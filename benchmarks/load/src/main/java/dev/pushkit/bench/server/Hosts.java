// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

/** The servers that take part. */
public final class Hosts {
    /** Jetty 12.1 of Jakarta EE 10. */
    public static final Host JETTY =
            new JavaHost("integration-tests/servers/jetty-12.1-ee10", "dev.pushkit.it.jetty.JettyLauncher");
    /** Tomcat 11. */
    public static final Host TOMCAT = new JavaHost("benchmarks/tomcat", "dev.pushkit.bench.tomcat.TomcatLauncher");
    /** Spring Boot on Tomcat. */
    public static final Host SPRING = new JavaHost("benchmarks/spring", "dev.pushkit.bench.spring.SpringLauncher");
    /** nginx with nchan. */
    public static final Host NCHAN = new NginxHost();

    private Hosts() {}
}
