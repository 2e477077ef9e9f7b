// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Control;
import dev.pushkit.Cursor;
import dev.pushkit.Event;
import dev.pushkit.StoredEvent;
import dev.pushkit.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Events at a fixed place and time, for tests of exact bytes. */
final class Samples {
    static final Cursor PLACE = new Cursor("abc", 7);

    private Samples() {}

    static StoredEvent stored(Event event) {
        return new StoredEvent(event, PLACE, Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    static String encoded(WireFormat format, Event event) {
        return new String(stored(event).encoded(format).array(), StandardCharsets.UTF_8);
    }

    static String encoded(WireFormat format, Control control) {
        return new String(format.control(control).array(), StandardCharsets.UTF_8);
    }
}
