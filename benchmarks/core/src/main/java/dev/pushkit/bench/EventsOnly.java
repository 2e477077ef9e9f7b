// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Control;
import dev.pushkit.Frame;
import dev.pushkit.StoredEvent;
import dev.pushkit.WireFormat;

/**
 * A format that says nothing but events, so that each write an outlet sees is one of events and no heartbeat.
 *
 * @param events encodes them
 */
public record EventsOnly(WireFormat events) implements WireFormat {
    @Override
    public Frame event(StoredEvent event) {
        return events.event(event);
    }

    @Override
    public Frame control(Control control) {
        return Frame.EMPTY;
    }
}
