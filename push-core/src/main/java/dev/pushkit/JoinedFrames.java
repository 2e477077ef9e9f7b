// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Runs of events that were joined lately, so that many connections at the same place share one array.
 *
 * <p>A fixed number of slots; a lost race costs one more join. Thread-safe.
 */
final class JoinedFrames {
    private record Run(WireFormat format, StoredEvent first, StoredEvent last, int count, Frame frame) {}

    private static final int SLOTS = 64;

    private final AtomicReferenceArray<Run> runs = new AtomicReferenceArray<>(SLOTS);

    /** The frame of a run of events that lie side by side in one log. */
    @SuppressWarnings("ReferenceEquality") // the very events of one log
    Frame of(WireFormat format, List<StoredEvent> events) {
        StoredEvent first = events.get(0);
        StoredEvent last = events.get(events.size() - 1);
        int slot = (int) ((first.offset() * 31 + format.hashCode()) & (SLOTS - 1));
        Run run = runs.get(slot);
        if (run != null
                && run.format == format
                && run.first == first
                && run.last == last
                && run.count == events.size()) {
            return run.frame;
        }
        List<Frame> frames = new ArrayList<>(events.size());
        events.forEach(event -> frames.add(event.encoded(format)));
        Frame frame = Frame.join(frames);
        runs.set(slot, new Run(format, first, last, events.size(), frame));
        return frame;
    }
}
