// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

/** Decides, request by request, what a {@link FaultProxy} does. Called from many threads. */
@FunctionalInterface
public interface RequestRule {

    /**
     * Decides about one request.
     *
     * @param request its head; the body has not been read
     * @return what becomes of it
     */
    Verdict on(RequestHead request);
}
