// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs an embedded server for the integration tests.
 *
 * <p>Arguments: the port of 127.0.0.1, then {@code /context=file.war} for each WAR, and options as {@code name=value};
 * all servers know {@code websocket=false}, {@code h2c=true}, {@code maxThreads=count}, {@code
 * idleTimeout=milliseconds} and {@code stopFirst=connections}.
 *
 * <p>Commands come on standard input, one a line: {@code deploy /context=file.war} and {@code undeploy /context}. Each
 * is answered on standard output by {@code done: } and the command, or by {@code failed: }, the command and the reason.
 *
 * <p>At SIGTERM the applications stop first, so that they can still say goodbye, unless {@code stopFirst} says
 * otherwise.
 */
public final class Launcher {
    private final EmbeddedServer server;

    private Launcher(EmbeddedServer server) {
        this.server = server;
    }

    /**
     * Starts the server and obeys commands while there are any; the process ends by a signal.
     *
     * @param arguments as the class says
     * @param factory makes the server
     * @throws Exception if the server or a web application does not start
     */
    public static void run(String[] arguments, Function<Options, EmbeddedServer> factory) throws Exception {
        Map<String, String> webapps = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            (pair[0].startsWith("/") ? webapps : values).put(pair[0], pair[1]);
        }
        Options options = new Options(Integer.parseInt(arguments[0]), Map.copyOf(values));
        EmbeddedServer server = factory.apply(options);
        boolean connectionsFirst = options.text("stopFirst", "").equals("connections");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, connectionsFirst), "stop"));
        try {
            for (Map.Entry<String, String> webapp : webapps.entrySet()) {
                server.deploy(webapp.getKey(), Path.of(webapp.getValue()));
            }
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        new Launcher(server).obey();
    }

    private static void stop(EmbeddedServer server, boolean connectionsFirst) {
        if (!connectionsFirst) {
            server.stopApplications();
        }
        server.stop();
    }

    private void obey() throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            obey(line);
        }
    }

    private void obey(String command) {
        try {
            String[] words = command.split(" ", 2);
            if (words[0].equals("deploy")) {
                String[] pair = words[1].split("=", 2);
                server.deploy(pair[0], Path.of(pair[1]));
            } else if (words[0].equals("undeploy")) {
                server.undeploy(words[1]);
            } else {
                throw new IllegalArgumentException("There is no such command.");
            }
            System.out.println("done: " + command);
        } catch (Exception e) {
            e.printStackTrace();
            System.out.println("failed: " + command + ": " + e);
        }
    }
}
