// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Control;
import dev.pushkit.Frame;
import dev.pushkit.StoredEvent;
import dev.pushkit.WireFormat;

/** The lines of {@link NdjsonFormat}, shared with it, and every control. */
final class WebSocketFormat implements WireFormat {
    @Override
    public Frame event(StoredEvent event) {
        return event.encoded(WireFormats.NDJSON);
    }

    @Override
    public Frame control(Control control) {
        return Frame.of(ControlObjects.of(control) + '\n');
    }
}
