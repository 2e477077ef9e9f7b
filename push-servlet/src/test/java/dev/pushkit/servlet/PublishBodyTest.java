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
import org.junit.jupiter.params.provider.ValueSource;

class PublishBodyTest {
    private static final int MOST = 10;
    private static final int UNKNOWN = -1;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MOST})
    void isReadWholeWhereItsLengthWasAnnounced(int length) throws Exception {
        assertThat(read(length, length)).isEqualTo(body(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MOST})
    void isReadWholeWhereItsLengthIsUnknown(int length) throws Exception {
        assertThat(read(UNKNOWN, length)).isEqualTo(body(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, MOST})
    void isReadWholeWhereAFilterUnpacksMoreThanWasAnnounced(int unpacked) throws Exception {
        assertThat(read(0, unpacked)).isEqualTo(body(unpacked));
        assertThat(read(Math.min(3, unpacked), unpacked)).isEqualTo(body(unpacked));
    }

    @Test
    void isRefusedBeyondTheLimitHoweverItCame() {
        assertThatThrownBy(() -> read(MOST + 1, MOST + 1)).isInstanceOf(TooLargeException.class);
        assertThatThrownBy(() -> read(UNKNOWN, MOST + 1)).isInstanceOf(TooLargeException.class);
        assertThatThrownBy(() -> read(0, MOST + 1)).isInstanceOf(TooLargeException.class);
        assertThatThrownBy(() -> read(MOST, MOST + 1)).isInstanceOf(TooLargeException.class);
        assertThatThrownBy(() -> read(MOST, 100 * MOST)).isInstanceOf(TooLargeException.class);
    }

    private static byte[] read(int announced, int length) throws IOException {
        HttpServletRequest request = Stub.of(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getContentLengthLong" -> (long) announced;
            case "getInputStream" -> new Bytes(body(length));
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

    /** A body of bytes, one of them a read. */
    private static final class Bytes extends ServletInputStream {
        private final InputStream bytes;

        Bytes(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() throws IOException {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return bytes.read(buffer, offset, Math.min(1, length));
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
