// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** User code around subscribe. Thread-safe: called on many threads, with no lock held. */
@FunctionalInterface
public interface SubscribeInterceptor {
    /**
     * Looks at a subscription before it is authorized.
     *
     * @param subscription what a client asks for
     * @return the same, or another in its place
     * @throws DeniedException to refuse it
     */
    Subscription intercept(Subscription subscription);
}
