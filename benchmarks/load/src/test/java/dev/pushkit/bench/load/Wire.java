// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Bytes as servers send them, and ways to cut them into pieces. */
final class Wire {

    private Wire() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String payload(int size, long seq, long due) {
        ByteBuffer out = ByteBuffer.allocate(1_024);
        new Payload(size).write(out, seq, due);
        return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    }

    /** Chunks of the lengths given in turn; RFC 9112 allows extensions and trailers, so there are some. */
    static byte[] chunked(String content, int... lengths) {
        StringBuilder wire = new StringBuilder();
        int at = 0;
        for (int i = 0; at < content.length(); i++) {
            int length = Math.min(lengths[i % lengths.length], content.length() - at);
            wire.append(Integer.toHexString(length)).append(i % 2 == 0 ? "\r\n" : ";name=value\r\n");
            wire.append(content, at, at + length).append("\r\n");
            at += length;
        }
        return bytes(wire.append("0\r\nTrailer: yes\r\n\r\n").toString());
    }

    static byte[] frame(int first, String content) {
        byte[] data = bytes(content);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        wire.write(first);
        if (data.length < 126) {
            wire.write(data.length);
        } else if (data.length < 65_536) {
            wire.write(126);
            wire.write(data.length >> 8);
            wire.write(data.length);
        } else {
            wire.write(127);
            wire.writeBytes(ByteBuffer.allocate(8).putLong(data.length).array());
        }
        wire.writeBytes(data);
        return wire.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            wire.writeBytes(part);
        }
        return wire.toByteArray();
    }

    /** Every way to cut in two, and into pieces of every size. */
    static void eachSplit(byte[] wire, Consumer<List<byte[]>> taker) {
        for (int cut = 0; cut <= wire.length; cut++) {
            taker.accept(List.of(Arrays.copyOf(wire, cut), Arrays.copyOfRange(wire, cut, wire.length)));
        }
        for (int size = 1; size < wire.length; size++) {
            taker.accept(pieces(wire, size));
        }
    }

    private static List<byte[]> pieces(byte[] wire, int size) {
        return IntStream.iterate(0, at -> at < wire.length, at -> at + size)
                .mapToObj(at -> Arrays.copyOfRange(wire, at, Math.min(at + size, wire.length)))
                .toList();
    }
}
