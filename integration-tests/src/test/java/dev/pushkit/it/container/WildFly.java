// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * WildFly from its distribution, with a base folder of its own for each start.
 *
 * <p>It runs the subsystems of a web server (WildFly's own layer {@code web-server} without management), in their
 * default settings. Hot deployment is WildFly's own: its scanner looks for marker files.
 *
 * @param id the name of this kind
 * @param version the version of its distribution
 */
record WildFly(String id, String version) implements ServerKind {
    private static final String STANDALONE_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <server xmlns="urn:jboss:domain:community:20.0">
              <extensions>
                <extension module="org.jboss.as.deployment-scanner"/>
                <extension module="org.jboss.as.ee"/>
                <extension module="org.jboss.as.logging"/>
                <extension module="org.jboss.as.naming"/>
                <extension module="org.wildfly.extension.io"/>
                <extension module="org.wildfly.extension.undertow"/>
              </extensions>
              <management/>
              <profile>
                <subsystem xmlns="urn:jboss:domain:logging:8.0">
                  <console-handler name="CONSOLE">
                    <level name="INFO"/>
                    <formatter><pattern-formatter pattern="%%d{HH:mm:ss,SSS} %%-5p [%%c] (%%t) %%s%%e%%n"/></formatter>
                  </console-handler>
                  <root-logger>
                    <level name="INFO"/>
                    <handlers><handler name="CONSOLE"/></handlers>
                  </root-logger>
                </subsystem>
                <subsystem xmlns="urn:jboss:domain:deployment-scanner:2.0">
                  <deployment-scanner path="deployments" relative-to="jboss.server.base.dir" scan-interval="100"/>
                </subsystem>
                <subsystem xmlns="urn:jboss:domain:ee:6.0"/>
                <subsystem xmlns="urn:jboss:domain:io:4.0" default-worker="default">
                  <worker name="default"/>
                </subsystem>
                <subsystem xmlns="urn:jboss:domain:naming:2.0"/>
                <subsystem xmlns="urn:jboss:domain:undertow:community:14.0" default-server="default-server"
                           default-virtual-host="default-host" default-servlet-container="default">
                  <byte-buffer-pool name="default"/>
                  <buffer-cache name="default"/>
                  <server name="default-server">
                    <http-listener name="default" socket-binding="http" enable-http2="%s"/>
                    <host name="default-host" alias="localhost"/>
                  </server>
                  <servlet-container name="default">%s</servlet-container>
                </subsystem>
              </profile>
              <interfaces>
                <interface name="public"><inet-address value="127.0.0.1"/></interface>
              </interfaces>
              <socket-binding-group name="standard-sockets" default-interface="public">
                <socket-binding name="http" port="%d"/>
              </socket-binding-group>
            </server>
            """;
    // Until the logging subsystem has started.
    private static final String LOGGING = """
            logger.level=INFO
            logger.handlers=CONSOLE
            handler.CONSOLE=org.jboss.logmanager.handlers.ConsoleHandler
            handler.CONSOLE.level=INFO
            handler.CONSOLE.formatter=PATTERN
            formatter.PATTERN=org.jboss.logmanager.formatters.PatternFormatter
            formatter.PATTERN.properties=pattern
            formatter.PATTERN.pattern=%d{HH\\:mm\\:ss,SSS} %-5p [%c] (%t) %s%e%n
            """;
    // The packages that WildFly's own start script opens and that this selection of subsystems needs.
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.security",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.management/javax.management",
            "java.naming/javax.naming");

    @Override
    public String product() {
        return "WildFly " + version;
    }

    @Override
    public List<String> command(Launch launch) throws IOException {
        Path home = Distribution.of("org.wildfly:wildfly-dist:" + version).home("wildfly-" + version);
        Path base = launch.folder();
        Path configuration = Files.createDirectories(base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        Path temp = Files.createDirectories(base.resolve("tmp"));
        ServerSpec spec = launch.spec();
        Files.writeString(
                configuration.resolve("standalone.xml"),
                STANDALONE_XML.formatted(
                        spec.isOn("h2c", true), spec.isOn("websocket", true) ? "<websockets/>" : "", launch.port()));
        Path logging = Files.writeString(configuration.resolve("logging.properties"), LOGGING);
        for (Webapp webapp : spec.webapps()) {
            Files.copy(webapp.war(), file(launch, webapp.name(), ""));
        }
        List<String> command = spec.javaCommand();
        OPENED.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        command.addAll(List.of(
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temp,
                "-Dlogging.configuration=" + logging.toUri(),
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + home,
                "-Djboss.server.base.dir=" + base));
        return command;
    }

    private static Path file(Launch launch, String name, String marker) {
        return launch.folder().resolve("deployments/" + name + ".war" + marker);
    }

    @Override
    public boolean hasDeployed(Launch launch, ServerLog log) {
        // Names that end in .deployed or .failed are the scanner's answers.
        return launch.spec().webapps().stream()
                .allMatch(webapp -> Files.exists(file(launch, webapp.name(), ".deployed"))
                        || Files.exists(file(launch, webapp.name(), ".failed")));
    }

    @Override
    public boolean failedToDeploy(String log) {
        return log.contains("WFLYCTL0013: Operation (\"deploy\") failed") || log.contains("WFLYSRV0021");
    }

    @Override
    public Map<Ability, String> lacks() {
        return Map.of(
                Ability.CUTS_CHUNKED_ANSWERS,
                Embedded.WHOLE_CHUNKS,
                Ability.LEAVES_QUERIES_ALONE,
                Embedded.BROKEN_ESCAPE,
                Ability.ENDS_BODIES,
                Embedded.ENDLESS_BODIES,
                Ability.LARGE_BODIES,
                "the server itself refuses bodies over its own bound, 10 MiB unless the listener's max-post-size says more",
                Ability.CLASS_UNLOADING,
                "an idle worker thread of WildFly keeps the last request that it has served, and so its application");
    }

    @Override
    public void deploy(Launch launch, ServerLog log, Webapp webapp) throws IOException {
        int mark = log.mark();
        Path failed = file(launch, webapp.name(), ".failed");
        Files.deleteIfExists(failed);
        Files.deleteIfExists(file(launch, webapp.name(), ".undeployed"));
        HotDeployment.put(
                webapp.war(), file(launch, webapp.name(), ""), launch.folder().resolve("tmp"));
        HotDeployment.await("deploy " + webapp)
                .until(() -> Files.exists(file(launch, webapp.name(), ".deployed")) || Files.exists(failed));
        if (Files.exists(failed)) {
            throw new IOException(id + " failed to deploy " + webapp + ":\n" + log.since(mark));
        }
    }

    @Override
    public long undeploy(Launch launch, ServerLog log, String name) throws IOException {
        long began = System.nanoTime();
        Files.delete(file(launch, name, ".deployed"));
        HotDeployment.await("undeploy " + name).until(() -> Files.exists(file(launch, name, ".undeployed")));
        Files.delete(file(launch, name, ""));
        Files.delete(file(launch, name, ".undeployed"));
        return began;
    }
}
