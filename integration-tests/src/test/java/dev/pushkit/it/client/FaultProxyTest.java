// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private final ScriptedServer server = new ScriptedServer(connection -> {
        for (int b = connection.getInputStream().read();
                b >= 0;
                b = connection.getInputStream().read()) {
            connection.getOutputStream().write(b);
        }
    });
    private final FaultProxy proxy = FaultProxy.to(server.uri());

    FaultProxyTest() throws IOException {}

    private RawConnection open() throws IOException {
        RawConnection connection = RawConnection.open(proxy.uri());
        connection.write("a");
        assertThat(connection.in().read()).isEqualTo('a');
        return connection;
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void cutsByResetOnBothSides() throws IOException {
        try (RawConnection connection = open()) {
            proxy.reset();
            assertThatThrownBy(connection.in()::read).isInstanceOf(SocketException.class);
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void cutsByFinOnBothSides() throws IOException {
        try (RawConnection connection = open()) {
            proxy.fin();
            assertThat(connection.in().read()).isEqualTo(-1);
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void passesTheEndOfOneSideToTheOther() throws IOException {
        open().close();
        await().until(() -> server.connections() == 0);
    }

    @Test
    void swallowsEverythingAndLetsItPassLater() throws IOException {
        try (RawConnection connection = open()) {
            proxy.blackHole(true);
            connection.write("b");
            connection.readDeadline(Duration.ofMillis(50));
            assertThatThrownBy(connection.in()::read).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.connections()).isEqualTo(1);
            proxy.blackHole(false);
            connection.readDeadline(Duration.ofSeconds(5));
            assertThat(connection.in().read()).isEqualTo('b');
        }
    }

    @Test
    void hidesAClientsEndInABlackHole() throws IOException {
        RawConnection connection = open();
        proxy.blackHole(true);
        connection.reset();
        await().during(Duration.ofMillis(100)).until(() -> server.connections() == 1);
        proxy.blackHole(false);
        await().until(() -> server.connections() == 0);
    }

    @Test
    void delaysBothDirections() throws IOException {
        try (RawConnection connection = open()) {
            proxy.delay(Duration.ofMillis(60));
            long start = System.nanoTime();
            connection.write("b");
            assertThat(connection.in().read()).isEqualTo('b');
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(110));
        }
    }

    @Test
    void refusesNewConnections() throws IOException {
        proxy.refuse(true);
        try (RawConnection connection = RawConnection.open(proxy.uri())) {
            assertThat(connection.in().read()).isEqualTo(-1);
        }
        proxy.refuse(false);
        open().close();
        assertThat(proxy.accepted()).isEqualTo(2);
    }

    @Test
    void cutsEveryConnectionAtAnAge() throws IOException {
        proxy.cutAfter(Duration.ofMillis(150));
        long start = System.nanoTime();
        try (RawConnection connection = open()) {
            assertThatThrownBy(connection.in()::read).isInstanceOf(SocketException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(140));
        await().until(() -> server.connections() == 0);
    }

    @Test
    void neverAnswersAShareOfConnections() throws IOException {
        proxy.swallow(0.3, 42);
        int silent = 0;
        for (int i = 0; i < 20; i++) {
            try (RawConnection connection = RawConnection.open(proxy.uri())) {
                connection.write("a");
                connection.readDeadline(Duration.ofMillis(100));
                assertThat(connection.in().read()).isEqualTo('a');
            } catch (SocketTimeoutException swallowed) {
                silent++;
            }
        }
        assertThat(silent).isBetween(3, 9);
    }

    @Test
    void slowsDownWhatPasses() throws IOException {
        try (RawConnection connection = open()) {
            proxy.throttle(1_000);
            long start = System.nanoTime();
            connection.write("b".repeat(100));
            assertThat(connection.in().readNBytes(100)).hasSize(100);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(90));
        }
    }
}
