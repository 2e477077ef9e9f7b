// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A frame of RFC 6455.
 *
 * @param fin whether it ends its message
 * @param opcode what it is
 * @param payload its unmasked payload, not copied
 */
public record WsFrame(boolean fin, int opcode, byte[] payload) {
    /** Goes on with a message. */
    public static final int CONTINUATION = 0;
    /** Begins a text message. */
    public static final int TEXT = 1;
    /** Begins a binary message. */
    public static final int BINARY = 2;
    /** Closes the connection. */
    public static final int CLOSE = 8;
    /** Asks for a pong. */
    public static final int PING = 9;
    /** Answers a ping. */
    public static final int PONG = 10;

    private static final int MAX_PAYLOAD = 16 * 1024 * 1024;

    /**
     * Reads a server's frame.
     *
     * @param in the connection
     * @return the frame
     * @throws IOException if the connection ends, or the frame is masked, has reserved bits or is too long
     */
    static WsFrame read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int first = data.readUnsignedByte();
        int second = data.readUnsignedByte();
        if ((first & 0x70) != 0 || (second & 0x80) != 0) {
            throw new IOException("A server's frame with reserved bits or a mask: " + first + " " + second);
        }
        long length = second;
        if (second == 126) {
            length = data.readUnsignedShort();
        } else if (second == 127) {
            length = data.readLong();
        }
        if (length < 0 || length > MAX_PAYLOAD) {
            throw new IOException("A frame of " + length + " bytes");
        }
        byte[] payload = new byte[(int) length];
        data.readFully(payload);
        return new WsFrame((first & 0x80) != 0, first & 0x0F, payload);
    }

    /**
     * The bytes a client sends.
     *
     * @return the frame with a random mask
     */
    byte[] masked() {
        ByteArrayOutputStream out = head(0x80);
        byte[] mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i % 4]);
        }
        return out.toByteArray();
    }

    /**
     * The bytes a server sends; from a client they are a fault.
     *
     * @return the frame without a mask
     */
    byte[] unmasked() {
        ByteArrayOutputStream out = head(0);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private ByteArrayOutputStream head(int maskBit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 14);
        out.write((fin ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            out.write(maskBit | payload.length);
        } else if (payload.length < 65_536) {
            out.write(maskBit | 126);
            out.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            out.write(maskBit | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        return out;
    }

    /**
     * The payload as text.
     *
     * @return the text
     */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /**
     * The code of a close frame.
     *
     * @return the code, 1005 where it has none
     */
    public int closeCode() {
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
}
