// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Where to listen with TLS, and with which certificate. Immutable.
 *
 * @param port the TCP port, 0 for any free one
 * @param keyStore a PKCS #12 file with one key
 * @param password opens it
 */
public record TlsEndpoint(int port, Path keyStore, String password) {
    private static final String VARIABLE = "PUSH_SAMPLE_STORE";
    private static final int SECONDS = 30;

    /**
     * Makes a certificate that nobody but who wants to will trust, for this machine's names of itself and one more.
     *
     * @param port the TCP port, 0 for any free one
     * @param host what the server listens on
     * @param folder where to write it
     * @param javaHome where the JDK lies
     * @return the endpoint
     * @throws IllegalArgumentException if the JDK's keytool is missing or fails, with a message for the user
     * @throws IOException if the file cannot be written
     */
    static TlsEndpoint create(int port, InetAddress host, Path folder, Path javaHome) throws IOException {
        Path keytool = javaHome.resolve("bin").resolve("keytool");
        if (!Files.isExecutable(keytool) && !Files.isExecutable(keytool.resolveSibling("keytool.exe"))) {
            throw new IllegalArgumentException(
                    "--tls-port needs the JDK's keytool, and " + keytool + " is not there: run it with a JDK");
        }
        Path keyStore = Files.createDirectories(folder).resolve("tls.p12");
        String password = new BigInteger(130, new SecureRandom()).toString(Character.MAX_RADIX);
        Set<String> names = new LinkedHashSet<>(List.of("dns:localhost", "ip:127.0.0.1", "ip:::1"));
        names.add("ip:" + host.getHostAddress().replaceFirst("%.*", ""));
        ProcessBuilder builder = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "sample");
        builder.command().addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
        builder.command().addAll(List.of("-dname", "CN=Push Kit sample", "-ext", "SAN=" + String.join(",", names)));
        builder.command().addAll(List.of("-storetype", "PKCS12", "-keystore", keyStore.toString()));
        builder.command().addAll(List.of("-storepass:env", VARIABLE));
        builder.environment().put(VARIABLE, password);
        run(builder.redirectErrorStream(true));
        return new TlsEndpoint(port, keyStore, password);
    }

    private static void run(ProcessBuilder keytool) throws IOException {
        Process process = keytool.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalArgumentException("keytool makes no certificate for --tls-port: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroy();
        }
    }
}
