// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Open Liberty from its distribution, with folders of its own for each start.
 *
 * <p>It runs the features that a web application with WebSockets needs. A web application is a file of the server's
 * configuration, which Liberty watches: that gives it its context and makes hot deployment.
 *
 * @param id the name of this kind
 * @param version the version of its distribution
 */
record Liberty(String id, String version) implements ServerKind {
    private static final String SERVER = "it";
    private static final String SERVER_XML = """
            <server>
              <featureManager>
                <feature>servlet-6.0</feature>
                %s
              </featureManager>
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"%s>
                <httpOptions%s/>
              </httpEndpoint>
              <config updateTrigger="polled" monitorInterval="100ms"/>
              <applicationMonitor updateTrigger="disabled" dropinsEnabled="false"/>
            </server>
            """;
    // No port for commands; everything a user would see goes to the console.
    private static final String BOOTSTRAP = """
            command.port=-1
            com.ibm.ws.logging.console.log.level=INFO
            com.ibm.ws.logging.console.format=simple
            """;
    private static final String WEBAPP_XML = """
            <server>
              <webApplication id="%1$s" name="%1$s" location="%2$s" contextRoot="%3$s"/>
            </server>
            """;

    @Override
    public String product() {
        return "Open Liberty " + version;
    }

    @Override
    public Map<String, String> environment(Launch launch) {
        return Map.of(
                "WLP_USER_DIR", launch.folder().resolve("usr").toString(),
                "WLP_OUTPUT_DIR", launch.folder().resolve("out").toString());
    }

    @Override
    public List<String> command(Launch launch) throws IOException {
        Path home =
                Distribution.of("io.openliberty:openliberty-runtime:" + version).home("wlp");
        Path server = Files.createDirectories(launch.folder().resolve("usr/servers/" + SERVER));
        Files.createDirectories(server.resolve("configDropins/overrides"));
        Path temp = Files.createDirectories(launch.folder().resolve("temp"));
        ServerSpec spec = launch.spec();
        String keepAlive = spec.serverOptions().get("maxKeepAliveRequests");
        Files.writeString(
                server.resolve("server.xml"),
                SERVER_XML.formatted(
                        spec.isOn("websocket", true) ? "<feature>websocket-2.1</feature>" : "",
                        launch.port(),
                        spec.isOn("h2c", true) ? "" : " protocolVersion=\"http/1.1\"",
                        keepAlive == null ? "" : " maxKeepAliveRequests=\"" + keepAlive + "\""));
        Files.writeString(server.resolve("bootstrap.properties"), BOOTSTRAP);
        for (Webapp webapp : spec.webapps()) {
            Files.writeString(file(launch, webapp.name()), configuration(webapp));
        }
        List<String> command = spec.javaCommand();
        command.addAll(List.of(
                // The options that Liberty's own start script gives.
                "@" + home.resolve("lib/platform/java/" + (spec.jdk() < 24 ? "java9" : "java24") + ".options"),
                "-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"),
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + temp,
                "-jar",
                home.resolve("bin/tools/ws-server.jar").toString(),
                SERVER));
        return command;
    }

    private static Path file(Launch launch, String name) {
        return launch.folder().resolve("usr/servers/" + SERVER + "/configDropins/overrides/" + name + ".xml");
    }

    private static String configuration(Webapp webapp) {
        String path = webapp.contextPath();
        return WEBAPP_XML.formatted(webapp.name(), webapp.war(), path.isEmpty() ? "/" : path);
    }

    @Override
    public boolean hasDeployed(Launch launch, ServerLog log) {
        String text = log.text();
        return launch.spec().webapps().stream()
                .allMatch(webapp -> hasStarted(text, webapp.name()) || failedToDeploy(text));
    }

    private static boolean hasStarted(String log, String name) {
        return log.contains("CWWKZ0001I: Application " + name + " started");
    }

    @Override
    public boolean failedToDeploy(String log) {
        return Stream.of("CWWKZ0002E", "CWWKZ0004E", "CWWKZ0012I").anyMatch(log::contains);
    }

    @Override
    public void deploy(Launch launch, ServerLog log, Webapp webapp) throws IOException {
        int mark = log.mark();
        Path ready =
                Files.writeString(launch.folder().resolve("temp/" + webapp.name() + ".txt"), configuration(webapp));
        HotDeployment.put(ready, file(launch, webapp.name()), launch.folder().resolve("temp"));
        HotDeployment.await("deploy " + webapp).until(() -> {
            String text = log.since(mark);
            return hasStarted(text, webapp.name()) || failedToDeploy(text);
        });
        if (failedToDeploy(log.since(mark))) {
            throw new IOException(id + " failed to deploy " + webapp + ":\n" + log.since(mark));
        }
    }

    @Override
    public long undeploy(Launch launch, ServerLog log, String name) throws IOException {
        long began = System.nanoTime();
        int mark = log.mark();
        Files.delete(file(launch, name));
        HotDeployment.await("undeploy " + name)
                .until(() -> log.since(mark).contains("CWWKZ0009I: The application " + name + " has stopped"));
        return began;
    }

    @Override
    public Map<Ability, String> lacks() {
        return Map.of(
                Ability.CUTS_CHUNKED_ANSWERS, "Liberty ends a chunked answer in good order, even if its servlet fails");
    }
}
