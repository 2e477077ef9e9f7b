// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.util.Arrays;

/** Gathers the head of an HTTP answer and looks things up in it, without making objects. Not thread-safe. */
final class ResponseHead {
    private static final byte[] END = Payload.ascii("\r\n\r\n");
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int LIMIT = 65_536;

    private byte[] bytes = new byte[256];
    private int length;
    private int matched;

    void begin() {
        length = 0;
        matched = 0;
    }

    /**
     * Takes bytes as they come.
     *
     * @return where it stopped: at the end of what it was given, or behind the head
     * @throws IllegalStateException if this is no head, or too large a one
     */
    int accept(byte[] in, int from, int to) {
        int at = from;
        while (at < to && !complete()) {
            byte b = in[at++];
            if (length == bytes.length) {
                if (length == LIMIT) {
                    throw new IllegalStateException("The head of an answer does not end.");
                }
                bytes = Arrays.copyOf(bytes, length * 2);
            }
            bytes[length++] = b;
            matched = b == END[matched] ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return at;
    }

    boolean complete() {
        return matched == END.length;
    }

    int status() {
        int status = 0;
        for (int i = STATUS_AT; i < STATUS_AT + 3 && i < length; i++) {
            status = status * 10 + (bytes[i] - '0');
        }
        return status;
    }

    /** Where the value of a header begins, whose name is given in lower case; -1 where it is not there. */
    private int find(byte[] name) {
        for (int line = nextLine(0); line < length; line = nextLine(line)) {
            if (startsWith(line, name) && bytes[line + name.length] == ':') {
                int at = line + name.length + 1;
                while (bytes[at] == ' ') {
                    at++;
                }
                return at;
            }
        }
        return -1;
    }

    private int nextLine(int from) {
        int at = from;
        while (at < length && bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private boolean startsWith(int from, byte[] lower) {
        if (from + lower.length >= length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            byte b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    boolean has(byte[] name) {
        return find(name) >= 0;
    }

    boolean says(byte[] name, byte[] value) {
        int at = find(name);
        return at >= 0 && startsWith(at, value);
    }

    long number(byte[] name) {
        long number = 0;
        for (int at = find(name); bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + (bytes[at] - '0');
        }
        return number;
    }

    /** Keeps the value of a header; leaves the old value where it is not there. */
    void copy(byte[] name, HeldValue to) {
        int at = find(name);
        if (at >= 0) {
            int end = at;
            while (bytes[end] != '\r') {
                end++;
            }
            to.set(bytes, at, end);
        }
    }
}
