// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Tomcat from its distribution, with a base folder of its own for each start.
 *
 * <p>Server options are attributes of the Connector. Hot deployment is Tomcat's own: files come and go in {@code
 * webapps}.
 *
 * @param id the name of this kind
 * @param version the version of its distribution
 */
record Tomcat(String id, String version) implements ServerKind {
    private static final Duration HOT_DEADLINE = Duration.ofSeconds(30);
    // No shutdown port; the background thread looks for new files every second instead of every ten.
    private static final String SERVER_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Server port="-1">
              <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
              <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
              <Service name="Catalina">
                <Connector %s/>
                <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
                  <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>
                </Engine>
              </Service>
            </Server>
            """;
    private static final String LOGGING = """
            handlers = java.util.logging.ConsoleHandler
            .handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = FINE
            java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
            """;

    @Override
    public String product() {
        return "Apache Tomcat " + version;
    }

    @Override
    public Optional<String> applicationClassLoader() {
        return Optional.of("org.apache.catalina.loader.ParallelWebappClassLoader");
    }

    @Override
    public List<String> command(Launch launch) throws IOException {
        Path home = Distribution.of("org.apache.tomcat:tomcat:" + version).home("apache-tomcat-" + version);
        Path base = launch.folder();
        for (String folder : List.of("conf", "webapps", "temp", "logs", "work")) {
            Files.createDirectories(base.resolve(folder));
        }
        Files.copy(home.resolve("conf/web.xml"), base.resolve("conf/web.xml"));
        Files.writeString(base.resolve("conf/server.xml"), SERVER_XML.formatted(connector(launch)));
        Files.writeString(base.resolve("conf/logging.properties"), LOGGING);
        for (Webapp webapp : launch.spec().webapps()) {
            Files.copy(webapp.war(), warFile(launch, webapp.name()));
        }
        List<String> command = launch.spec().javaCommand();
        command.addAll(List.of(
                // Tomcat's own script opens these: it looks for leaks there.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"),
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + base,
                "-Djava.io.tmpdir=" + base.resolve("temp"),
                "-cp",
                home.resolve("bin/bootstrap.jar") + File.pathSeparator + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return command;
    }

    private static String connector(Launch launch) {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "protocol", "HTTP/1.1",
                "address", "127.0.0.1",
                // Many clients that come at once shall not wait for the kernel to ask them again.
                "acceptCount", "1024",
                // The same connection carries many requests, one after the other.
                "maxKeepAliveRequests", "-1"));
        attributes.putAll(launch.spec().serverOptions());
        attributes.put("port", Integer.toString(launch.port()));
        return attributes.entrySet().stream()
                .map(entry -> entry.getKey() + "=\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(" "));
    }

    private static Path warFile(Launch launch, String name) {
        return launch.folder().resolve("webapps/" + name + ".war");
    }

    @Override
    public boolean failedToDeploy(String log) {
        return log.contains("startup failed due to previous errors") || log.contains("Error deploying web application");
    }

    @Override
    public void deploy(Launch launch, ServerLog log, Webapp webapp) throws IOException {
        int mark = log.mark();
        Path war = warFile(launch, webapp.name());
        // Moved into place when complete, for Tomcat may look at any time.
        Path copy = Files.copy(webapp.war(), launch.folder().resolve("temp/" + webapp.name() + ".war"));
        Files.move(copy, war, StandardCopyOption.ATOMIC_MOVE);
        await("deploy " + war)
                .until(() -> log.since(mark).contains("web application archive [" + war + "] has finished"));
        if (failedToDeploy(log.since(mark))) {
            throw new IOException(id + " failed to deploy " + war + ":\n" + log.since(mark));
        }
    }

    @Override
    public void undeploy(Launch launch, ServerLog log, String name) throws IOException {
        Path war = warFile(launch, name);
        Files.delete(war);
        // Tomcat deletes the unpacked folder last, after the context was stopped and destroyed.
        Path unpacked = launch.folder().resolve("webapps/" + name);
        await("undeploy " + war).until(() -> !Files.exists(unpacked));
    }

    private static org.awaitility.core.ConditionFactory await(String what) {
        return Awaitility.await(what).pollInterval(Duration.ofMillis(25)).atMost(HOT_DEADLINE);
    }
}
