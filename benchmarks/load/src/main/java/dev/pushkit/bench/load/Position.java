// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where a long poll goes on: what the last answer's headers said. Not thread-safe. */
final class Position {
    /** A header that is copied, and what it said last. */
    private static final class Copy {
        private final byte[] from;
        private final byte[] to;
        private final HeldValue value = new HeldValue();

        private Copy(HeaderCopy names) {
            from = lower(names.from());
            to = Payload.ascii(names.to());
        }
    }

    private static final byte[] COLON = Payload.ascii(": ");
    private static final byte[] LINE_END = Payload.ascii("\r\n");

    private final List<Copy> copies = new ArrayList<>();
    private final byte[] positionHeader;
    private final HeldValue position = new HeldValue();

    Position(Endpoint endpoint) {
        for (HeaderCopy copy : endpoint.copies()) {
            copies.add(new Copy(copy));
        }
        positionHeader = lower(endpoint.positionHeader());
        byte[] first = endpoint.firstPosition().getBytes(StandardCharsets.US_ASCII);
        position.set(first, 0, first.length);
    }

    private static byte[] lower(String name) {
        return Payload.ascii(name.toLowerCase(Locale.ROOT));
    }

    void keep(ResponseHead answer) {
        for (Copy copy : copies) {
            answer.copy(copy.from, copy.value);
        }
        if (positionHeader.length > 0) {
            answer.copy(positionHeader, position);
        }
    }

    void writePlace(ByteBuffer out) {
        position.write(out);
    }

    void writeHeaders(ByteBuffer out) {
        for (Copy copy : copies) {
            if (!copy.value.isEmpty()) {
                out.put(copy.to).put(COLON);
                copy.value.write(out);
                out.put(LINE_END);
            }
        }
    }
}
