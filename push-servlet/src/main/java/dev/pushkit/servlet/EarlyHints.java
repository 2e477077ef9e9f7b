// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Sends a 103 (RFC 8297) where that is known to be safe. Thread-safe.
 *
 * <p>Servers that were not tried are left alone: Undertow, for one, takes the 103 for the final answer, and its client
 * waits for ever.
 */
final class EarlyHints {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    private static final String METHOD = "sendEarlyHints";
    private static final String POLICY = "Content-Security-Policy";

    /** How one kind of response sends its headers ahead. */
    interface Sender {
        void send(HttpServletResponse response) throws IOException, ReflectiveOperationException;
    }

    private static final Sender NONE = response -> {};

    // By the class of the container's response, of which there are one or two.
    private final Map<Class<?>, Sender> senders = new ConcurrentHashMap<>();
    private final Function<Class<?>, Sender> finder;

    EarlyHints() {
        this(EarlyHints::find);
    }

    EarlyHints(Function<Class<?>, Sender> finder) {
        this.finder = finder;
    }

    /**
     * Sends the headers that the response has so far.
     *
     * @param response the container's own, not committed
     * @return whether they are on their way
     */
    boolean send(HttpServletResponse response) {
        Sender sender = senders.computeIfAbsent(response.getClass(), finder);
        if (sender == NONE || response.isCommitted()) {
            return false;
        }
        // Chromium takes no hint that default-src 'none' stands beside, whatever else allows it; the answer has all of
        // it.
        List<String> policies = List.copyOf(response.getHeaders(POLICY));
        policies.stream().limit(1).forEach(policy -> response.setHeader(POLICY, ""));
        try {
            sender.send(response);
            return true;
        } catch (IOException | ReflectiveOperationException | IllegalStateException e) {
            LOG.log(Level.DEBUG, "No early hints could be sent.", e);
            return false;
        } finally {
            policies.stream().limit(1).forEach(policy -> response.setHeader(POLICY, policy));
            policies.stream().skip(1).forEach(policy -> response.addHeader(POLICY, policy));
        }
    }

    private static Sender find(Class<?> type) {
        try {
            if (type.getName().startsWith("org.eclipse.jetty.ee10.servlet.")
                    || type.getName().startsWith("org.eclipse.jetty.ee11.servlet.")) {
                // Jetty 12 has made this its way; what is written later is the answer all the same.
                return response -> response.sendError(103);
            }
            if (type.getName().startsWith("org.apache.catalina.connector.")) {
                return by(type.getMethod(METHOD));
            }
            // Jakarta Servlet 6.2 promises it.
            return by(HttpServletResponse.class.getMethod(METHOD));
        } catch (ReflectiveOperationException | SecurityException | LinkageError e) {
            LOG.log(
                    Level.INFO,
                    "This server has no way to send 103 Early Hints that is known to be safe; resources are announced"
                            + " in the Link headers of the answer.");
            return NONE;
        }
    }

    private static Sender by(Method method) {
        return response -> method.invoke(response);
    }
}
