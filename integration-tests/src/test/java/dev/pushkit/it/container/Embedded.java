// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * An embedded server, started by a launcher of ours in a process of its own.
 *
 * <p>Server options are handed to the launcher; hot deployment goes by commands on its standard input.
 *
 * @param id the name of this kind
 * @param name the product's name, with {@code %s} for its version
 * @param artifact the library whose version is the product's
 * @param main the launcher's main class
 * @param arguments its arguments that are the same at every start
 */
record Embedded(String id, String name, String artifact, String main, List<String> arguments) implements ServerKind {
    static final String BROKEN_ESCAPE =
            "a broken escape in a query is answered by the server itself, with an empty 400";
    static final String ENDLESS_BODIES =
            "Undertow keeps a request, and its application, until its body has come to its end or the connection to its own";
    static final String SMALL_BODIES =
            "the server itself refuses bodies over its own bound, 2 MiB unless its option MAX_ENTITY_SIZE says more";
    static final String WHOLE_CHUNKS = "Undertow ends a chunked answer in good order, even if its servlet fails";
    private static final Duration HOT_DEADLINE = Duration.ofSeconds(30);

    /**
     * Jetty with a version of Jakarta EE.
     *
     * @param id the name of the kind
     * @param ee the version of Jakarta EE
     * @return the kind
     */
    static Embedded jetty(String id, int ee) {
        return new Embedded(
                id,
                "Eclipse Jetty %s ee" + ee,
                "jetty-server",
                "dev.pushkit.it.jetty.JettyLauncher",
                List.of("ee=" + ee));
    }

    /**
     * Undertow, with all that WARs need of a server but Undertow leaves to others.
     *
     * @param id the name of the kind
     * @return the kind
     */
    static Embedded undertow(String id) {
        return new Embedded(id, "Undertow %s", "undertow-core", "dev.pushkit.it.undertow.UndertowLauncher", List.of());
    }

    @Override
    public String product() {
        return name.formatted(new Libraries(id).version(artifact));
    }

    @Override
    public boolean takesCommands() {
        return true;
    }

    @Override
    public Map<Ability, String> lacks() {
        return id.startsWith("undertow")
                ? Map.of(
                        Ability.LEAVES_QUERIES_ALONE,
                        BROKEN_ESCAPE,
                        Ability.ENDS_BODIES,
                        ENDLESS_BODIES,
                        Ability.LARGE_BODIES,
                        SMALL_BODIES,
                        Ability.CUTS_CHUNKED_ANSWERS,
                        WHOLE_CHUNKS)
                : Map.of();
    }

    @Override
    public List<String> command(Launch launch) throws IOException {
        Path temp = Files.createDirectories(launch.folder().resolve("temp"));
        List<String> command = launch.spec().javaCommand();
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                new Libraries(id).classPath(launch.spec().websocket()),
                main,
                Integer.toString(launch.port())));
        command.addAll(arguments);
        launch.spec().serverOptions().forEach((option, value) -> command.add(option + "=" + value));
        for (Webapp webapp : launch.spec().webapps()) {
            command.add(path(webapp) + "=" + webapp.war());
        }
        return command;
    }

    @Override
    public void deploy(Launch launch, ServerLog log, Commands commands, Webapp webapp) throws IOException {
        obey(log, commands, "deploy " + path(webapp) + "=" + webapp.war());
    }

    @Override
    public long undeploy(Launch launch, ServerLog log, Commands commands, String webapp) throws IOException {
        long began = System.nanoTime();
        obey(log, commands, "undeploy " + path(new Webapp(Path.of(webapp + ".war"), webapp)));
        return began;
    }

    private static String path(Webapp webapp) {
        return webapp.contextPath().isEmpty() ? "/" : webapp.contextPath();
    }

    private void obey(ServerLog log, Commands commands, String command) throws IOException {
        int mark = log.mark();
        commands.write(command);
        Awaitility.await(id + " " + command)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(25))
                .atMost(HOT_DEADLINE)
                .until(() -> log.since(mark).contains("done: " + command)
                        || log.since(mark).contains("failed: " + command + ":"));
        if (log.since(mark).contains("failed: " + command + ":")) {
            throw new IOException(id + " failed to " + command + ":\n" + log.since(mark));
        }
    }
}
