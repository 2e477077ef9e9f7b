// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RawConnectionTest {

    private interface Cut {
        void apply(RawConnection connection) throws IOException;
    }

    // How the server feels the cut of a client that has not read all it was sent.
    private static String felt(Cut cut) throws IOException, InterruptedException {
        BlockingQueue<String> felt = new ArrayBlockingQueue<>(1);
        ScriptedServer.Script script = connection -> {
            InputStream in = connection.getInputStream();
            connection.getOutputStream().write(new byte[1_000]);
            in.read();
            try {
                felt.add("read " + in.read());
            } catch (IOException e) {
                felt.add(e.getMessage());
            }
        };
        try (ScriptedServer server = new ScriptedServer(script);
                RawConnection connection = RawConnection.open(server.uri())) {
            connection.in().read();
            connection.write("x");
            cut.apply(connection);
            return felt.poll(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void resetIsFeltAsReset() throws IOException, InterruptedException {
        assertThat(felt(RawConnection::reset)).isEqualTo("Connection reset");
    }

    @Test
    void halfCloseIsFeltAsEnd() throws IOException, InterruptedException {
        assertThat(felt(RawConnection::halfClose)).isEqualTo("read -1");
    }

    @Test
    void finIsFeltAsEnd() throws IOException, InterruptedException {
        assertThat(felt(connection -> {
                    connection.in().readNBytes(999);
                    connection.fin();
                }))
                .isEqualTo("read -1");
    }
}
