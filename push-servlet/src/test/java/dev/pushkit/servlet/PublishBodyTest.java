// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.TooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishBodyTest {
    private static final int MOST = 10;

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "7, 7", "10, 10", "-1, 0", "-1, 1", "-1, 10"})
    void isReadWhole(int announced, int length) throws Exception {
        assertThat(read(announced, new Bytes(length))).isEqualTo(body(length));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 10", "3, 4", "3, 5", "3, 10", "9, 10"})
    void isReadWholeWhereAFilterUnpacksMoreThanWasAnnounced(int announced, int length) throws Exception {
        assertThat(read(announced, new Bytes(length))).isEqualTo(body(length));
    }

    @Test
    void isReadWholeWhereAFilterLeavesLessThanWasAnnounced() throws Exception {
        assertThat(read(MOST, new Bytes(3))).isEqualTo(body(3));
    }

    @Test
    void isGivenNoMoreRoomThanItAnnounced() throws Exception {
        Bytes bytes = new Bytes(3);
        read(3, bytes);
        // The one more would tell of a longer body.
        assertThat(bytes.room).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"-1, 11", "0, 11", "9, 11", "10, 11", "10, 1000"})
    void isRefusedWhenMoreComesThanTheLimit(int announced, int length) {
        assertThatThrownBy(() -> read(announced, new Bytes(length))).isInstanceOf(TooLargeException.class);
    }

    @Test
    void isRefusedUnreadWhenMoreIsAnnouncedThanTheLimit() {
        Bytes bytes = new Bytes(MOST + 1);
        assertThatThrownBy(() -> read(MOST + 1, bytes)).isInstanceOf(TooLargeException.class);
        assertThat(bytes.room).isZero();
    }

    private static byte[] read(int announced, Bytes bytes) throws IOException {
        HttpServletRequest request = Stub.of(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getContentLengthLong" -> (long) announced;
            case "getInputStream" -> bytes;
            default -> throw new UnsupportedOperationException(name);
        });
        return PublishBody.read(request, MOST);
    }

    private static byte[] body(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    /** A body that comes by two bytes a read. */
    private static final class Bytes extends ServletInputStream {
        private final InputStream bytes;
        private int room;

        Bytes(int length) {
            this.bytes = new ByteArrayInputStream(body(length));
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            room = Math.max(room, length);
            return bytes.read(buffer, offset, Math.min(2, length));
        }

        @Override
        public boolean isFinished() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isReady() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
