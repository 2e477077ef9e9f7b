// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Roles asked of the container while the request is at hand, and remembered. Thread-safe.
 *
 * <p>Those that the settings name are asked at once. Another one is asked only on the request's own thread before its
 * service ends, and counts as absent later: a recycled request would answer for somebody else.
 */
final class CapturedRoles implements Predicate<String> {
    // Written by the owner alone, a new one each time: for most connections it stays empty.
    private volatile Map<String, Boolean> known = Map.of();
    private final Thread owner = Thread.currentThread();
    // Touched by the owner alone.
    private HttpServletRequest request;

    CapturedRoles(HttpServletRequest request, List<String> roles) {
        this.request = request;
        roles.forEach(this::test);
    }

    @Override
    public boolean test(String role) {
        if (Thread.currentThread() == owner && request != null) {
            if (!known.containsKey(role)) {
                Map<String, Boolean> more = new HashMap<>(known);
                more.put(role, request.isUserInRole(role));
                known = Map.copyOf(more);
            }
        }
        return known.getOrDefault(role, false);
    }

    /** Nobody's roles count here. */
    void forgo() {
        known = Map.of();
        letGo();
    }

    /** The request's service ends. */
    void letGo() {
        request = null;
    }
}
