// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** A server that the tests start is nobody else's business. */
class LoopbackIT {
    @Test
    void takesConnectionsOfThisMachineOnly() throws IOException {
        assumeThat(ListeningSockets.areTold()).isTrue();
        Servers.needs(Ability.OWN_PROCESS);
        RunningServer server = TestBed.of(App.SAMPLE).server().orElseThrow();
        assertThat(ListeningSockets.beyondLoopback(server.pid())).isEmpty();
    }

    @Test
    void seesASocketThatTakesAnybodys() throws IOException {
        assumeThat(ListeningSockets.areTold()).isTrue();
        try (ServerSocket socket = new ServerSocket()) {
            // Of any port, for as long as it takes to look: nothing ever accepts.
            socket.bind(new InetSocketAddress("0.0.0.0", 0), 1);
            String port = "%04X".formatted(socket.getLocalPort());
            assertThat(ListeningSockets.beyondLoopback(ProcessHandle.current().pid()))
                    .anySatisfy(open -> assertThat(open).endsWith(":" + port));
        }
    }
}
