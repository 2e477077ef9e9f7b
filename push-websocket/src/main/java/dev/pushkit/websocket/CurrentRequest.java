// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * What this thread's request says that a handshake's callbacks are not told.
 *
 * <p>An origin is to be judged by the host that was asked for, and {@code checkOrigin}, which alone can answer 403, is
 * given the origin only.
 *
 * @param host the header {@code Host}, or what the container made of it
 * @param address the peer's network address
 */
record CurrentRequest(String host, Optional<String> address) {
    private static final ThreadLocal<CurrentRequest> CURRENT = new ThreadLocal<>();

    static void begin(HttpServletRequest request) {
        String header = request.getHeader("Host");
        // Over HTTP/2 some containers know the authority by name and port alone.
        String host = header != null ? header : request.getServerName() + ':' + request.getServerPort();
        CURRENT.set(new CurrentRequest(host, Optional.ofNullable(request.getRemoteAddr())));
    }

    static void end() {
        CURRENT.remove();
    }

    static Optional<CurrentRequest> get() {
        return Optional.ofNullable(CURRENT.get());
    }
}
