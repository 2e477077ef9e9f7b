// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;

/** What a client has already, as far as can be told. For one request. */
interface SeenAssets {
    /** Nothing is known. */
    SeenAssets NONE = target -> false;

    /** Whether the client has what lies at a path, or at a URL of another origin. */
    boolean has(String target);

    /** Sees to it that the client's next request tells of these. */
    default void remember(Collection<String> targets, HttpServletRequest request, HttpServletResponse response) {}

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
