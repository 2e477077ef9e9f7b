// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.util.Arrays;

/** The frames of a WebSocket, as RFC 6455 has them; the content is that of all data frames. */
final class WebSocketFrames implements Framing {
    /** Is told of frames that are no data. */
    interface Control {
        void ping(byte[] data);
    }

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    private static final int CONTROL_LIMIT = 125;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final Control control;
    private final byte[] controlData = new byte[CONTROL_LIMIT];
    private int controlLength;
    /** Bytes of the head that were read; -1 while in the payload. */
    private int head;

    private int opcode;
    private int lengthBytes;
    private long left;
    private boolean closed;

    WebSocketFrames(Control control) {
        this.control = control;
    }

    @Override
    public int accept(byte[] in, int from, int to, Content content) {
        int at = from;
        while (at < to && !closed) {
            if (head >= 0) {
                readHead(in[at++] & 0xff);
            } else {
                int length = (int) Math.min(left, to - at);
                if (opcode < CLOSE) {
                    content.accept(in, at, at + length);
                } else {
                    int kept = Math.min(length, CONTROL_LIMIT - controlLength);
                    System.arraycopy(in, at, controlData, controlLength, kept);
                    controlLength += kept;
                }
                at += length;
                left -= length;
            }
            if (head < 0 && left == 0) {
                end();
            }
        }
        return at;
    }

    private void readHead(int b) {
        if (head == 0) {
            opcode = b & 0x0f;
        } else if (head == 1) {
            int length = b & 0x7f;
            lengthBytes = length == LENGTH_16 ? 2 : length == LENGTH_64 ? 8 : 0;
            left = lengthBytes == 0 ? length : 0;
        } else {
            left = left << 8 | b;
        }
        head++;
        if (head == 2 + lengthBytes) {
            head = -1;
            controlLength = 0;
        }
    }

    private void end() {
        head = 0;
        if (opcode == PING) {
            control.ping(Arrays.copyOf(controlData, controlLength));
        } else if (opcode == CLOSE) {
            closed = true;
        }
    }

    /** Whether the server has said that it closes. */
    @Override
    public boolean complete() {
        return closed;
    }

    /** The code of a close frame; 0 where there is none. */
    int closeCode() {
        return closed && controlLength >= 2 ? (controlData[0] & 0xff) << 8 | (controlData[1] & 0xff) : 0;
    }
}
