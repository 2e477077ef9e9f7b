// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Characters;
import dev.pushkit.stream.Offset;
import dev.pushkit.stream.Page;
import dev.pushkit.stream.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Writes parts of a stream as events: the bytes, and what there is to say of them. Used by one thread at a time. */
final class EventWriter {
    /** A comment, which proves that the server is there. */
    static final Slice HEARTBEAT = Slice.of(": \n\n".getBytes(StandardCharsets.US_ASCII));

    private static final byte[] EVENT = "event: data\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BLANK = "\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SEPARATOR = 2;

    private final ByteStream stream;
    private long seen;

    EventWriter(ByteStream stream) {
        this.stream = stream;
    }

    /** The place up to which it has looked, though an event may end before. */
    long seen() {
        return seen;
    }

    /** The same part, or a shorter one where a text ends within a character or a line's end while more may come. */
    Page cut(Page page) {
        seen = page.end().position();
        if (!stream.isText() || page.last() || page.end().equals(page.start())) {
            return page;
        }
        byte[] bytes = bytes(page);
        int whole = Characters.whole(bytes, bytes.length);
        if (whole > 0 && bytes[whole - 1] == '\r') {
            whole--;
        }
        if (whole == 0 && !page.upToDate()) {
            // What follows can be had no more.
            return page;
        }
        Offset end = new Offset(page.start().position() + whole);
        return new Page(page.start(), end, page.upToDate(), false);
    }

    Slice write(Page page, Optional<String> cursor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!page.end().equals(page.start())) {
            out.writeBytes(EVENT);
            data(bytes(page), out);
            out.writeBytes(BLANK);
        }
        String control = "event: control\ndata:{\"streamNextOffset\":\"" + page.end() + '"'
                + cursor.map(token -> ",\"streamCursor\":\"" + token + '"').orElse("")
                + (page.upToDate() ? ",\"upToDate\":true" : "")
                + (page.last() ? ",\"streamClosed\":true" : "")
                + "}\n\n";
        out.writeBytes(control.getBytes(StandardCharsets.US_ASCII));
        return Slice.of(out.toByteArray());
    }

    private void data(byte[] bytes, ByteArrayOutputStream out) {
        if (stream.isJson()) {
            // Two brackets come, one separator goes.
            byte[] array = new byte[bytes.length];
            array[0] = '[';
            System.arraycopy(bytes, 0, array, 1, bytes.length - SEPARATOR);
            array[bytes.length - 1] = ']';
            lines(array, out);
        } else if (stream.isText()) {
            lines(bytes, out);
        } else {
            byte[] encoded = Base64.getEncoder().encode(bytes);
            line(encoded, 0, encoded.length, out);
        }
    }

    // CR, LF and both together end a line: a reader sees LF for each.
    private static void lines(byte[] bytes, ByteArrayOutputStream out) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                line(bytes, start, i, out);
                if (bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        line(bytes, start, bytes.length, out);
    }

    private static void line(byte[] bytes, int start, int end, ByteArrayOutputStream out) {
        out.writeBytes(DATA);
        if (start < end && bytes[start] == ' ') {
            // A reader drops the first space.
            out.write(' ');
        }
        out.write(bytes, start, end - start);
        out.write('\n');
    }

    private byte[] bytes(Page page) {
        long start = page.start().position();
        return stream.copy(start, Math.toIntExact(page.end().position() - start));
    }
}
