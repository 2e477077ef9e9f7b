// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import dev.pushkit.Event;
import java.time.Duration;
import java.util.List;

/** Something to publish, again and again. Called on the feeds' one thread. */
interface Feed {
    /**
     * The time between two calls.
     *
     * @return how long
     */
    Duration period();

    /**
     * Makes what is to be published now.
     *
     * @return the events, at least one
     */
    List<Event> next();
}
