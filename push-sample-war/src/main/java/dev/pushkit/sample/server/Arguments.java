// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

/**
 * What the command line asks for. Immutable.
 *
 * @param host the name or address to listen on
 * @param port the TCP port, 0 for any free one
 * @param tlsPort the TCP port for TLS besides, 0 for any free one, -1 for none
 * @param openStreams whether everybody may write every stream
 * @param help whether only the usage is wanted
 */
record Arguments(String host, int port, int tlsPort, boolean openStreams, boolean help) {
    static final String USAGE =
            "Usage: java -jar push-sample.war [--port N] [--tls-port N] [--host H] [--open-streams] [--help]";
    static final int NONE = -1;

    private static final int MAX_PORT = 65_535;

    /**
     * Reads the command line.
     *
     * @param args {@code --name value} or {@code --name=value}
     * @return what they ask for, on {@code 127.0.0.1:8080} where they say nothing else
     * @throws IllegalArgumentException if they are not understood, with a message for the user
     */
    static Arguments parse(String... args) {
        String host = "127.0.0.1";
        int port = 8080;
        boolean openStreams = false;
        int tlsPort = NONE;
        boolean help = false;
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            String name = equals < 0 ? args[i] : args[i].substring(0, equals);
            switch (name) {
                case "--help", "-h" -> help = true;
                case "--open-streams" -> openStreams = true;
                case "--host" -> host = host(equals < 0 ? next(args, i++) : args[i].substring(equals + 1));
                case "--port" -> port = port(name, equals < 0 ? next(args, i++) : args[i].substring(equals + 1));
                case "--tls-port" -> tlsPort = port(name, equals < 0 ? next(args, i++) : args[i].substring(equals + 1));
                default -> throw new IllegalArgumentException("unknown argument '" + args[i] + "'");
            }
        }
        return new Arguments(host, port, tlsPort, openStreams, help);
    }

    private static String next(String[] args, int i) {
        if (i + 1 == args.length) {
            throw new IllegalArgumentException(args[i] + " needs a value");
        }
        return args[i + 1];
    }

    private static String host(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("--host needs a name or an address");
        }
        return text;
    }

    private static int port(String name, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // the same complaint as for a number that is no port
        }
        throw new IllegalArgumentException(name + " needs a number from 0 to " + MAX_PORT + ", not '" + text + "'");
    }
}
