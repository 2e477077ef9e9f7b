// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Control;
import dev.pushkit.Frame;
import dev.pushkit.StoredEvent;
import dev.pushkit.WireFormat;

/** Server-sent events that carry the envelope under the default event name (WHATWG HTML, section 9.2). */
final class SseFormat implements WireFormat {
    @Override
    public Frame event(StoredEvent event) {
        return Frame.of("id:" + event.cursor() + "\ndata:" + Envelope.of(event) + "\n\n");
    }

    @Override
    public Frame control(Control control) {
        return SseControls.of(control);
    }
}
