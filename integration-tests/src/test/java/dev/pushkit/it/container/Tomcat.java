// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tomcat, or TomEE which is built on it, from its distribution, with a base folder of its own for each start.
 *
 * <p>Server options are attributes of the Connector, where {@code idleTimeout} is called connectionTimeout. Hot deployment is Tomcat's own: files come and go in {@code
 * webapps}.
 *
 * @param id the name of this kind
 * @param product the product and its version
 * @param distribution its zip file
 * @param top the folder at the top of that
 * @param listener the listener that makes a TomEE of it, as an element of the configuration; empty for Tomcat
 */
record Tomcat(String id, String product, Distribution distribution, String top, String listener) implements ServerKind {
    private static final Set<String> OWN_OPTIONS = Set.of("h2c", "websocket");
    // No shutdown port; the background thread looks for new files every second, which is its shortest, instead of every
    // ten.
    private static final String SERVER_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Server port="-1">
              %s
              <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
              <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
              <Service name="Catalina">
                <Connector %s>
                  %s
                </Connector>
                <Engine name="Catalina" defaultHost="localhost" backgroundProcessorDelay="1">
                  <Host name="localhost" appBase="webapps" unpackWARs="true" autoDeploy="true"/>
                </Engine>
              </Service>
            </Server>
            """;
    private static final String HTTP2 = "<UpgradeProtocol className=\"org.apache.coyote.http2.Http2Protocol\"/>";
    private static final String LOGGING = """
            handlers = java.util.logging.ConsoleHandler
            .handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = FINE
            java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
            """;

    static Tomcat of(String id, String version) {
        return new Tomcat(
                id,
                "Apache Tomcat " + version,
                Distribution.of("org.apache.tomcat:tomcat:" + version),
                "apache-tomcat-" + version,
                "");
    }

    static Tomcat tomee(String id, String version) {
        return new Tomcat(
                id,
                "Apache TomEE " + version + " Web Profile",
                Distribution.of("org.apache.tomee:apache-tomee:" + version + ":webprofile"),
                "apache-tomee-webprofile-" + version,
                "<Listener className=\"org.apache.tomee.catalina.ServerListener\"/>");
    }

    private boolean isTomee() {
        return !listener.isEmpty();
    }

    @Override
    public List<String> command(Launch launch) throws IOException {
        Path home = distribution.home(top);
        Path base = launch.folder();
        for (String folder : List.of("conf", "webapps", "temp", "logs", "work")) {
            Files.createDirectories(base.resolve(folder));
        }
        for (String file : isTomee() ? List.of("web.xml", "tomee.xml", "system.properties") : List.of("web.xml")) {
            Files.copy(home.resolve("conf").resolve(file), base.resolve("conf").resolve(file));
        }
        Files.writeString(
                base.resolve("conf/server.xml"),
                SERVER_XML.formatted(listener, connector(launch), launch.spec().isOn("h2c", false) ? HTTP2 : ""));
        Files.writeString(base.resolve("conf/logging.properties"), LOGGING);
        if (!launch.spec().isOn("websocket", true)) {
            Files.writeString(base.resolve("conf/catalina.properties"), withoutWebSocket(home));
        }
        for (Webapp webapp : launch.spec().webapps()) {
            Files.copy(webapp.war(), warFile(launch, webapp.name()));
        }
        List<String> command = new ArrayList<>(launch.spec().javaCommand());
        if (isTomee()) {
            command.add("-javaagent:" + home.resolve("lib/openejb-javaagent.jar"));
        }
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

    private static String withoutWebSocket(Path home) throws IOException {
        String properties = Files.readString(home.resolve("conf/catalina.properties"));
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            String loader = jars.filter(jar -> jar.toString().endsWith(".jar"))
                    .filter(jar -> !jar.getFileName().toString().contains("websocket"))
                    .sorted()
                    .map(jar -> '"' + jar.toString() + '"')
                    .collect(Collectors.joining(","));
            return properties.replaceAll("(?m)^common\\.loader=.*$", "common.loader=" + loader);
        }
    }

    private static String connector(Launch launch) {
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "protocol", "HTTP/1.1",
                "address", "127.0.0.1",
                // Many clients that come at once shall not wait for the kernel to ask them again.
                "acceptCount", "1024",
                // The same connection carries many requests, one after the other.
                "maxKeepAliveRequests", "-1"));
        launch.spec().serverOptions().entrySet().stream()
                .filter(option -> !OWN_OPTIONS.contains(option.getKey()))
                .forEach(option -> attributes.put(attribute(option.getKey()), option.getValue()));
        attributes.put("port", Integer.toString(launch.port()));
        return attributes.entrySet().stream()
                .map(entry -> entry.getKey() + "=\"" + entry.getValue() + "\"")
                .collect(Collectors.joining(" "));
    }

    private static String attribute(String option) {
        return option.equals("idleTimeout") ? "connectionTimeout" : option;
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
        HotDeployment.put(webapp.war(), war, launch.folder().resolve("temp"));
        HotDeployment.await("deploy " + war)
                .until(() -> log.since(mark).contains("web application archive [" + war + "] has finished"));
        if (failedToDeploy(log.since(mark))) {
            throw new IOException(id + " failed to deploy " + war + ":\n" + log.since(mark));
        }
    }

    @Override
    public long undeploy(Launch launch, ServerLog log, String name) throws IOException {
        int mark = log.mark();
        Path war = warFile(launch, name);
        Files.delete(war);
        HotDeployment.await("notice that " + war + " is gone")
                .until(() -> log.since(mark).contains("Undeploying context ["));
        long began = System.nanoTime();
        // Tomcat deletes the unpacked folder last, after the context was stopped and destroyed.
        Path unpacked = launch.folder().resolve("webapps/" + name);
        HotDeployment.await("undeploy " + war).until(() -> !Files.exists(unpacked));
        return began;
    }
}
