// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseHeadTest {
    private static final String HEAD = "HTTP/1.1 304 Not Modified\r\nX-ETag: wrong\r\nETAG:  \"a-1\"\r\n"
            + "Content-Length: 1024\r\nTransfer-Encoding: Chunked\r\n\r\n";

    @Test
    void isReadHoweverItIsCut() {
        Wire.eachSplit(Wire.bytes(HEAD), pieces -> {
            ResponseHead head = new ResponseHead();
            pieces.forEach(piece -> head.accept(piece, 0, piece.length));
            assertThat(head.complete()).isTrue();
            assertThat(head.status()).isEqualTo(304);
            assertThat(head.number(Payload.ascii("content-length"))).isEqualTo(1_024);
            assertThat(head.says(Payload.ascii("transfer-encoding"), Payload.ascii("chunked")))
                    .isTrue();
            assertThat(head.has(Payload.ascii("content"))).isFalse();
            assertThat(copied(head, "etag")).isEqualTo("\"a-1\"");
        });
    }

    @Test
    void stopsWhereTheBodyBegins() {
        byte[] wire = Wire.bytes(HEAD + "body");
        assertThat(new ResponseHead().accept(wire, 0, wire.length)).isEqualTo(HEAD.length());
    }

    private static String copied(ResponseHead head, String name) {
        HeldValue value = new HeldValue();
        head.copy(Payload.ascii(name), value);
        ByteBuffer out = ByteBuffer.allocate(100);
        value.write(out);
        return new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII);
    }
}
