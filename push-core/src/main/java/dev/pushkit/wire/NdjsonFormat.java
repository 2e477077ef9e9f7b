// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import dev.pushkit.Control;
import dev.pushkit.Frame;
import dev.pushkit.StoredEvent;
import dev.pushkit.WireFormat;

/** One JSON object a line. */
final class NdjsonFormat implements WireFormat {
    @Override
    public Frame event(StoredEvent event) {
        return Frame.of(Envelope.of(event) + '\n');
    }

    @Override
    public Frame control(Control control) {
        // Only a WebSocket has subscriptions that catch up one by one.
        return control instanceof Control.Live ? Frame.EMPTY : Frame.of(ControlObjects.of(control) + '\n');
    }
}
