// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsEndpointTest {
    @TempDir
    private Path folder;

    @Test
    void hasACertificateForThisMachine() throws Exception {
        TlsEndpoint endpoint = TlsEndpoint.create(
                8_443,
                InetAddress.getByName("127.0.0.2"),
                folder.resolve("tls"),
                Path.of(System.getProperty("java.home")));
        assertThat(endpoint.port()).isEqualTo(8_443);
        KeyStore keys = KeyStore.getInstance(
                endpoint.keyStore().toFile(), endpoint.password().toCharArray());
        assertThat(keys.size()).isEqualTo(1);
        X509Certificate certificate =
                (X509Certificate) keys.getCertificate(keys.aliases().nextElement());
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .contains("localhost", "127.0.0.1", "127.0.0.2");
        certificate.checkValidity();
    }

    @Test
    void saysThatItNeedsAJdk() {
        assertThatThrownBy(() -> TlsEndpoint.create(0, InetAddress.getLoopbackAddress(), folder, folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--tls-port needs the JDK's keytool");
    }
}
