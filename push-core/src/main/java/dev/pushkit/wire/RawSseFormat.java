// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Control;
import dev.pushkit.Frame;
import dev.pushkit.Payload;
import dev.pushkit.StoredEvent;
import dev.pushkit.WireFormat;
import java.util.Base64;

/** Server-sent events that carry the payload itself (WHATWG HTML, section 9.2). */
final class RawSseFormat implements WireFormat {
    @Override
    public Frame event(StoredEvent stored) {
        Payload payload = stored.event().payload();
        StringBuilder block = new StringBuilder(payload.size() + 64)
                .append("id:")
                .append(stored.cursor())
                .append('\n');
        stored.event()
                .type()
                .ifPresent(type -> block.append("event:").append(type).append('\n'));
        if (payload.kind() == Payload.Kind.BINARY) {
            block.append("data:")
                    .append(Base64.getEncoder().encodeToString(payload.bytes()))
                    .append('\n');
        } else {
            lines(block, payload.text());
        }
        return Frame.of(block.append('\n').toString());
    }

    // A reader ends lines at CR, LF or both, and drops one space after the colon.
    private static void lines(StringBuilder block, String text) {
        int from = 0;
        while (from <= text.length()) {
            int to = from;
            while (to < text.length() && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
                to++;
            }
            block.append(to > from && text.charAt(from) == ' ' ? "data: " : "data:")
                    .append(text, from, to)
                    .append('\n');
            boolean both = to + 1 < text.length() && text.charAt(to) == '\r' && text.charAt(to + 1) == '\n';
            from = to + (both ? 2 : 1);
        }
    }

    @Override
    public Frame control(Control control) {
        return SseControls.of(control);
    }
}
