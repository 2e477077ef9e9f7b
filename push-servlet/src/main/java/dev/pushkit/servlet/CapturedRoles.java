// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Roles asked of the container while the request is at hand, and remembered. Thread-safe.
 *
 * <p>Those that the settings name are asked at once. Another one is asked only on the request's own thread before its
 * service ends, and counts as absent later: a recycled request would answer for somebody else.
 */
final class CapturedRoles implements Predicate<String> {
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();
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
            return known.computeIfAbsent(role, request::isUserInRole);
        }
        return known.getOrDefault(role, false);
    }

    /** Nobody's roles count here. */
    void forgo() {
        known.clear();
        letGo();
    }

    /** The request's service ends. */
    void letGo() {
        request = null;
    }
}
