// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Optional;

/** User code around publish. Thread-safe: called on many threads, with no lock held. */
@FunctionalInterface
public interface PublishInterceptor {
    /**
     * Looks at an event before it is stored, after it was authorized.
     *
     * @param event what is to be published
     * @param identity who publishes; {@link Identity#APPLICATION} for the application's own code, so that what an
     *     interceptor publishes itself can be told apart
     * @return the same, another in its place, or empty to consume it: the publisher gets the hub's present place, and
     *     nobody the event
     * @throws DeniedException to refuse it, and the batch it belongs to
     */
    Optional<Event> intercept(Event event, Identity identity);
}
