// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.Optional;

/**
 * How a subscription starts.
 *
 * @param start the offset before the first event that will follow
 * @param resumed how the resume went
 * @param reason why events are missing, with a gap
 */
record Resume(long start, Resumed resumed, Optional<GapReason> reason) {
    static Resume fresh(long start) {
        return new Resume(start, Resumed.NONE, Optional.empty());
    }

    static Resume complete(long start) {
        return new Resume(start, Resumed.COMPLETE, Optional.empty());
    }

    static Resume gap(long start, GapReason reason) {
        return new Resume(start, Resumed.GAP, Optional.of(reason));
    }

    /** The first word on a subscription that starts so. */
    Control.Open opening(TopicRegistry registry, Duration heartbeat, Duration retry, Optional<String> ref) {
        return new Control.Open(registry.cursorAt(start), resumed, reason, heartbeat, retry, ref);
    }
}
