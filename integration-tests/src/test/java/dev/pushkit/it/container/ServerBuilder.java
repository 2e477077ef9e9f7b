// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jboss.shrinkwrap.api.Archive;

/**
 * Collects what a server shall start with, and starts it.
 *
 * <p>The servers run on the JDK of the tests, or on the newest that is installed where they need a newer one. The
 * system property {@code it.jdk} names another by its feature release, {@code it.javaHome} by its folder; {@code
 * it.jvmOptions} (split at blanks) are further options of their JVMs, which win over a test's own. For one thread.
 */
public final class ServerBuilder {
    private final ServerKind kind;
    private final List<String> jvmOptions = new ArrayList<>(List.of("-Xmx512m"));
    private final Map<String, String> systemProperties = new TreeMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, String> serverOptions = new TreeMap<>();
    private final List<Webapp> webapps = new ArrayList<>();
    private OptionalInt port = OptionalInt.empty();
    private int jdk;
    private Duration startDeadline;

    ServerBuilder(ServerKind kind) {
        this.kind = kind;
        startDeadline = kind.startDeadline();
    }

    /**
     * Adds options of the server's JVM.
     *
     * @param options for example {@code -Xmx256m}
     * @return this
     */
    public ServerBuilder jvmOptions(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    /**
     * Sets a system property of the server.
     *
     * @param key its key
     * @param value its value
     * @return this
     */
    public ServerBuilder systemProperty(String key, String value) {
        systemProperties.put(key, value);
        return this;
    }

    /**
     * Sets a variable of the server's environment.
     *
     * @param key its name
     * @param value its value
     * @return this
     */
    public ServerBuilder environment(String key, String value) {
        environment.put(key, value);
        return this;
    }

    /**
     * Sets an option of the server.
     *
     * <p>{@code websocket=false} starts it without any WebSocket implementation, {@code h2c=true} with HTTP/2 without
     * TLS, where {@link ServerKind#lacks} names no reason against it. All others are the kind's own: on Tomcat and
     * TomEE attributes of the Connector, on Spring Boot properties, on Jetty and Undertow see their launchers; a kind leaves those alone that it does not know.
     *
     * @param name its name, for example {@code maxKeepAliveRequests}
     * @param value its value
     * @return this
     */
    public ServerBuilder serverOption(String name, String value) {
        serverOptions.put(name, value);
        return this;
    }

    /**
     * Adds a web application.
     *
     * @param war the WAR file
     * @param name the context's name, {@code ROOT} for the root context
     * @return this
     */
    public ServerBuilder deploy(Path war, String name) {
        webapps.add(new Webapp(war, name));
        return this;
    }

    /**
     * Adds a web application that a test has put together.
     *
     * @param war the archive
     * @param name the context's name, {@code ROOT} for the root context
     * @return this
     * @throws IOException if the archive cannot be written to a file
     */
    public ServerBuilder deploy(Archive<?> war, String name) throws IOException {
        return deploy(Wars.export(war), name);
    }

    /**
     * Asks for a port, to start again where another server has been.
     *
     * @param number the port
     * @return this
     */
    public ServerBuilder port(int number) {
        port = OptionalInt.of(number);
        return this;
    }

    /**
     * Sets how long the start may take; what the kind needs unless said.
     *
     * @param deadline the time until the server must answer
     * @return this
     */
    public ServerBuilder startDeadline(Duration deadline) {
        startDeadline = deadline;
        return this;
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @return the server, which the caller closes
     * @throws MissingJdkException if the JDK it needs is not installed
     * @throws ServerStartException if it ends, fails to deploy, or does not answer in time
     * @throws IOException if its folder cannot be laid out
     */
    public RunningServer start() throws IOException {
        List<String> options = new ArrayList<>(jvmOptions);
        String more = System.getProperty("it.jvmOptions", "").strip();
        if (!more.isEmpty()) {
            options.addAll(List.of(more.split("\\s+")));
        }
        return ServerStart.start(new ServerSpec(
                kind, javaHome(), options, systemProperties, environment, serverOptions, webapps, port, startDeadline));
    }

    /**
     * Asks for a JDK of a feature release.
     *
     * @param release for example 25; any that suits the server unless this is called
     * @return this
     */
    public ServerBuilder jdk(int release) {
        jdk = release;
        return this;
    }

    // The JDK that the server will run on.
    Path javaHome() {
        String home = System.getProperty("it.javaHome", "");
        if (!home.isEmpty()) {
            return Path.of(home);
        }
        Jdks jdks = Jdks.installed();
        if (jdk > 0) {
            return jdks.find(jdk)
                    .orElseThrow(() ->
                            new MissingJdkException("There is no JDK " + jdk + " here. Looked at " + jdks.places()));
        }
        int running = Runtime.version().feature();
        if (kind.oldestJdk() <= running && running <= kind.newestJdk()) {
            return jdks.running();
        }
        return jdks.newest(kind.oldestJdk(), kind.newestJdk())
                .orElseThrow(() -> new MissingJdkException(kind.id() + " needs a JDK " + kind.oldestJdk()
                        + (kind.newestJdk() < Integer.MAX_VALUE ? " to " + kind.newestJdk() : " or later")
                        + ", and there is none here. Looked at " + jdks.places()));
    }
}
