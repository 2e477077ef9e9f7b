// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs the sample alone: {@code java -jar push-sample.war [--port N] [--tls-port N] [--host H] [--open-streams]}.
 *
 * <p>Says one line on standard output when it is ready. Exit codes: 0 after {@code --help}, 1 if the sample is broken, 2
 * if the command line or the port is to blame; each with one line on standard error. Only from the main thread.
 */
public final class Main {
    private static final String SERVER = "dev.pushkit.sample.server.jetty.JettyServer";
    private static final int BROKEN = 1;
    private static final int USAGE = 2;

    private Main() {}

    /**
     * Starts the sample.
     *
     * @param args see {@code --help}
     */
    public static void main(String... args) {
        try {
            run(Arguments.parse(args));
        } catch (IllegalArgumentException e) {
            fail(USAGE, e.getMessage() + ". " + Arguments.USAGE);
        } catch (UnknownHostException e) {
            fail(USAGE, "there is no host " + e.getMessage());
        } catch (BindException e) {
            fail(USAGE, e.getMessage());
        } catch (IOException | ReflectiveOperationException | IllegalStateException e) {
            fail(BROKEN, "cannot start: " + e.getMessage());
        }
    }

    private static void run(Arguments arguments) throws IOException, ReflectiveOperationException {
        if (arguments.help()) {
            System.out.println(Arguments.USAGE);
            System.out.println("  --port N        TCP port to listen on, 0 for any free one (default 8080)");
            System.out.println(
                    "  --tls-port N    TCP port for TLS with HTTP/2 and a certificate of the moment (default: none)");
            System.out.println("  --host H        name or address to listen on (default 127.0.0.1: this machine only)");
            System.out.println(
                    "  --open-streams  let everybody, from pages of any origin, write every stream (else those"
                            + " below demo/)");
            return;
        }
        if (arguments.openStreams()) {
            System.setProperty("push.publish.allow", "demo/**, $streams/**");
            System.setProperty("push.origins", "*");
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(arguments.host()), arguments.port());
        Logs.configure();
        Cleanup cleanup = new Cleanup();
        Runtime.getRuntime().addShutdownHook(new Thread(cleanup, "push-sample-stop"));
        UnpackedWar war = cleanup.add(UnpackedWar.create());
        war.fill(ownWar());
        URLClassLoader loader =
                cleanup.add(new URLClassLoader(war.serverClassPath().toArray(URL[]::new), Main.class.getClassLoader()));
        // the server looks for its parts with the service loader
        Thread.currentThread().setContextClassLoader(loader);
        Optional<TlsEndpoint> tls = arguments.tlsPort() == Arguments.NONE
                ? Optional.empty()
                : Optional.of(TlsEndpoint.create(
                        arguments.tlsPort(),
                        address.getAddress(),
                        war.directory().resolve("tls"),
                        Path.of(System.getProperty("java.home"))));
        SampleServer server = cleanup.add(loader.loadClass(SERVER)
                .asSubclass(SampleServer.class)
                .getConstructor(Path.class, InetSocketAddress.class, Optional.class)
                .newInstance(war.directory(), address, tls));
        URI start = server.start();
        System.out.println("Push Kit sample is ready: " + start
                + server.secureAddress().map(secure -> " and " + secure).orElse(""));
    }

    private static Path ownWar() throws IOException {
        try {
            Path war = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(war)) {
                return war;
            }
        } catch (URISyntaxException notAPath) {
            // the same complaint as for a directory of classes
        }
        throw new IOException("this class runs from the packaged WAR only. " + Arguments.USAGE);
    }

    private static void fail(int code, String reason) {
        System.err.println("push-sample: " + reason);
        System.exit(code);
    }
}
