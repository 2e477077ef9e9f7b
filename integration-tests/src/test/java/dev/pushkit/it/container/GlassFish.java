// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * GlassFish, or Payara which comes from it, from its distribution, with a domain of its own for each start.
 *
 * <p>Hot deployment is by commands to its administration, on a port of its own.
 *
 * @param id the name of this kind
 * @param product the product and its version
 * @param distribution its zip file
 * @param top the folder at the top of that
 * @param oldestJdk the oldest JDK that runs it
 * @param payara whether it is Payara
 */
record GlassFish(String id, String product, Distribution distribution, String top, int oldestJdk, boolean payara)
        implements ServerKind {
    private static final String MAIN = "com.sun.enterprise.glassfish.bootstrap.";
    private static final String ADMIN_PORT = "admin.port";
    private static final String GLASSFISH_LOGGING = """
            handlers=org.glassfish.main.jul.handler.SimpleLogHandler,org.glassfish.main.jul.handler.GlassFishLogHandler
            org.glassfish.main.jul.handler.SimpleLogHandler.formatter=org.glassfish.main.jul.formatter.UniformLogFormatter
            org.glassfish.main.jul.handler.SimpleLogHandler.level=INFO
            org.glassfish.main.jul.handler.GlassFishLogHandler.enabled=false
            .level=INFO
            systemRootLogger.level=INFO
            """;
    // Certificates that have expired are of no interest here, and fill hundreds of lines.
    private static final String PAYARA_LOGGING = """
            handlers=java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.formatter=com.sun.enterprise.server.logging.UniformLogFormatter
            com.sun.enterprise.server.logging.UniformLogFormatter.ansiColor=false
            .level=INFO
            com.hazelcast.level=WARNING
            javax.enterprise.system.ssl.security.level=SEVERE
            """;

    static GlassFish glassfish(String id, String version) {
        String major = version.substring(0, version.indexOf('.'));
        return new GlassFish(
                id,
                "Eclipse GlassFish " + version,
                Distribution.of("org.glassfish.main.distributions:glassfish:" + version),
                "glassfish" + major,
                major.equals("7") ? 17 : 21,
                false);
    }

    static GlassFish payara(String id, String version) {
        return new GlassFish(
                id,
                "Payara Server " + version,
                Distribution.of("fish.payara.distributions:payara:" + version),
                "payara" + version.substring(0, version.indexOf('.')),
                17,
                true);
    }

    @Override
    public Duration startDeadline() {
        return Duration.ofSeconds(120);
    }

    @Override
    public List<String> command(Launch launch) throws IOException {
        GlassFishDomain domain =
                new GlassFishDomain(home(launch), launch.folder().resolve("domain"));
        int admin = Ports.free();
        Files.writeString(launch.folder().resolve(ADMIN_PORT), Integer.toString(admin));
        domain.create(launch, admin);
        Files.writeString(
                domain.folder().resolve("config/logging.properties"), payara ? PAYARA_LOGGING : GLASSFISH_LOGGING);
        Path temp = Files.createDirectories(launch.folder().resolve("temp"));
        List<String> command = launch.spec().javaCommand();
        command.addAll(domain.jvmOptions(launch.spec().jdk()));
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + temp,
                "-Dcom.sun.aas.instanceRoot=" + domain.folder(),
                "-Dcom.sun.aas.installRoot=" + domain.home()));
        command.addAll(bootstrap(domain.home()));
        command.addAll(List.of("-domaindir", domain.folder().toString(), "-domainname", "domain1"));
        command.addAll(List.of("-instancename", "server", "-type", "DAS", "-verbose", "true"));
        command.addAll(List.of("-upgrade", "false", "-read-stdin", "false"));
        return command;
    }

    // The one way without WebSockets is without the modules; links to files in place of a copy it does not take.
    private Path home(Launch launch) throws IOException {
        Path home = distribution.home(top).resolve("glassfish");
        return launch.spec().isOn("websocket", true)
                ? home
                : Folders.copy(home, launch.folder().resolve("glassfish"), name -> !name.startsWith("tyrus-container"));
    }

    private List<String> bootstrap(Path home) {
        if (payara) {
            return List.of("-cp", home.resolve("modules/glassfish.jar").toString(), MAIN + "ASMain");
        }
        if (oldestJdk == 17) {
            return List.of("-cp", home.resolve("modules/glassfish.jar").toString(), MAIN + "GlassFishMain");
        }
        return List.of(
                "--module-path",
                home.resolve("lib/bootstrap").toString(),
                "--add-modules",
                "ALL-MODULE-PATH",
                "-Djava.util.logging.manager=org.glassfish.main.jul.GlassFishLogManager",
                MAIN + "GlassFishMain");
    }

    @Override
    public boolean hasDeployed(Launch launch, ServerLog log) {
        String text = log.text();
        return text.contains("startup time")
                && launch.spec().webapps().stream()
                        .allMatch(webapp -> text.contains("Loading application [" + webapp.name() + "] at [")
                                || failedToDeploy(text));
    }

    @Override
    public boolean failedToDeploy(String log) {
        return log.contains("Exception while loading the app") || log.contains("Exception while deploying the app");
    }

    @Override
    public int newestJdk() {
        // "No GlassFishRuntime available" on 25.
        return id.equals("glassfish-7") ? 24 : Integer.MAX_VALUE;
    }

    @Override
    public int heartbeatsToNotice() {
        return 3;
    }

    @Override
    public Map<Ability, String> lacks() {
        Map<Ability, String> lacks = new EnumMap<>(Ability.class);
        lacks.put(
                Ability.BOUNDED_OUTPUT,
                "Grizzly queues up to four times the socket's send buffer, 8 MB here, for each client that reads nothing");
        String kept = "Grizzly keeps the connection of an answer that fails halfway, as if it were complete";
        lacks.put(Ability.CUTS_SHORT_ANSWERS, kept);
        lacks.put(Ability.CUTS_CHUNKED_ANSWERS, kept);
        if (payara) {
            lacks.put(Ability.WITHOUT_WEBSOCKET, "Payara does not start without its WebSocket modules");
        } else {
            lacks.put(
                    Ability.CLASS_UNLOADING,
                    "threads that GlassFish makes while it deploys, such as JarFileManager's, keep the application's class loader as theirs");
        }
        return lacks;
    }

    private static GlassFishAdmin admin(Launch launch) throws IOException {
        return new GlassFishAdmin(
                Integer.parseInt(Files.readString(launch.folder().resolve(ADMIN_PORT))));
    }

    @Override
    public void deploy(Launch launch, ServerLog log, Webapp webapp) throws IOException {
        admin(launch)
                .run(
                        "deploy",
                        Map.of(
                                "DEFAULT",
                                webapp.war().toString(),
                                "name",
                                webapp.name(),
                                "contextroot",
                                GlassFishDomain.contextRoot(webapp)));
    }

    @Override
    public long undeploy(Launch launch, ServerLog log, String name) throws IOException {
        long began = System.nanoTime();
        admin(launch).run("undeploy", Map.of("DEFAULT", name));
        return began;
    }
}
