// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawWebSocketTest {
    private final BlockingQueue<Integer> opcodes = new ArrayBlockingQueue<>(16);

    private static WsFrame frame(boolean fin, int opcode, String text) {
        return new WsFrame(fin, opcode, text.getBytes(StandardCharsets.UTF_8));
    }

    private ScriptedServer sending(WsFrame... frames) throws IOException {
        return new ScriptedServer(connection -> {
            ScriptedServer.readHead(connection);
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: push.v1\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            for (WsFrame frame : frames) {
                out.write(frame.unmasked());
            }
            InputStream in = connection.getInputStream();
            for (int first = in.read(); first >= 0; first = in.read()) {
                opcodes.add(first & 0x0F);
                in.readNBytes((in.read() & 0x7F) + 4);
            }
        });
    }

    @Test
    void joinsFragmentsAroundControlFramesAndAnswersThem() throws IOException, InterruptedException {
        try (ScriptedServer server = sending(
                        frame(false, WsFrame.TEXT, "a"),
                        frame(true, WsFrame.PING, "p"),
                        frame(true, WsFrame.CONTINUATION, "b"),
                        new WsFrame(true, WsFrame.CLOSE, new byte[] {0x03, (byte) 0xE9}));
                RawWebSocket socket = RawWebSocket.connect(server.uri())) {
            assertThat(socket.subprotocol()).contains("push.v1");
            assertThat(socket.next()).contains("ab");
            assertThat(socket.next()).isEmpty();
            assertThat(socket.closeCode()).hasValue(1001);
            assertThat(socket.pings()).isEqualTo(1);
            assertThat(opcodes.poll(5, TimeUnit.SECONDS)).isEqualTo(WsFrame.PONG);
            assertThat(opcodes.poll(5, TimeUnit.SECONDS)).isEqualTo(WsFrame.CLOSE);
        }
    }

    @Test
    void answersNothingWhenSilent() throws IOException {
        try (ScriptedServer server = sending(frame(true, WsFrame.PING, "p"), frame(true, WsFrame.TEXT, "x"));
                RawWebSocket socket = RawWebSocket.connect(server.uri())) {
            socket.silent();
            assertThat(socket.next()).contains("x");
            socket.connection().readDeadline(Duration.ofMillis(50));
            assertThatThrownBy(socket::next).isInstanceOf(IOException.class);
            assertThat(opcodes).isEmpty();
        }
    }

    @Test
    void readsWhyItWasClosedByAServerThatWaitsForNoAnswer() throws IOException {
        ScriptedServer.Script closing = connection -> {
            ScriptedServer.readHead(connection);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(frame(true, WsFrame.PING, "p").unmasked());
            all.writeBytes(new WsFrame(true, WsFrame.CLOSE, new byte[] {0x03, (byte) 0xF1}).unmasked());
            connection.getOutputStream().write(all.toByteArray());
            connection.setSoLinger(true, 0);
        };
        try (ScriptedServer server = new ScriptedServer(closing);
                RawWebSocket socket = RawWebSocket.connect(server.uri())) {
            await().until(() -> server.connections() == 0);
            assertThat(socket.next()).isEmpty();
            assertThat(socket.closeCode()).hasValue(1009);
        }
    }

    @Test
    void tellsOfARefusal() throws IOException {
        ScriptedServer.Script refusing = connection -> {
            ScriptedServer.readHead(connection);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno".getBytes(StandardCharsets.US_ASCII));
        };
        try (ScriptedServer server = new ScriptedServer(refusing)) {
            assertThatThrownBy(() -> RawWebSocket.connect(server.uri(), Map.of("Origin", "http://evil.example")))
                    .hasMessage("Refused with 403: no");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 125, 126, 65_535, 65_536})
    void writesLengthsOfEverySize(int length) throws IOException {
        WsFrame frame = new WsFrame(true, WsFrame.BINARY, new byte[length]);
        WsFrame read = WsFrame.read(new ByteArrayInputStream(frame.unmasked()));
        assertThat(read.payload()).hasSize(length);
        byte[] masked = frame.masked();
        assertThat(masked).hasSize(frame.unmasked().length + 4);
        assertThatThrownBy(() -> WsFrame.read(new ByteArrayInputStream(masked))).isInstanceOf(IOException.class);
    }
}
