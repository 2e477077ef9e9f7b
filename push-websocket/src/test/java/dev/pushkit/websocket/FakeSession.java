// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A session whose sends report when the test says so, or inline. */
final class FakeSession {
    final List<String> texts = new ArrayList<>();
    final List<SendHandler> waiting = new ArrayList<>();
    final List<CloseReason> closes = new ArrayList<>();
    final Map<String, Object> userProperties = new HashMap<>();
    int pings;
    boolean inline;
    // Runs while a blocking send is under way.
    Runnable held = () -> {};
    final List<String> blocked = new ArrayList<>();
    boolean broken;

    private final RemoteEndpoint.Async async = proxy(RemoteEndpoint.Async.class, (name, arguments) -> switch (name) {
        case "sendText" -> send((String) arguments[0], (SendHandler) arguments[1]);
        case "sendPing" -> ping();
        default -> null;
    });
    private final RemoteEndpoint.Basic basic = proxy(RemoteEndpoint.Basic.class, (name, arguments) -> {
        if (name.equals("sendText")) {
            held.run();
            texts.add((String) arguments[0]);
            blocked.add((String) arguments[0]);
        }
        return null;
    });
    final Session session = proxy(Session.class, (name, arguments) -> switch (name) {
        case "getAsyncRemote" -> async;
        case "getBasicRemote" -> basic;
        case "getUserProperties" -> userProperties;
        case "getRequestURI" -> URI.create("ws://example.org/push/ws");
        case "close" -> closes.add((CloseReason) arguments[0]);
        case "isOpen" -> closes.isEmpty();
        default -> null;
    });

    /** The oldest send that waits reports. */
    void report(Optional<IOException> failure) {
        SendHandler handler = waiting.remove(0);
        handler.onResult(failure.isPresent() ? new SendResult(failure.get()) : new SendResult());
    }

    private Object send(String text, SendHandler handler) {
        if (broken) {
            throw new IllegalStateException("The session is closed.");
        }
        texts.add(text);
        if (inline) {
            handler.onResult(new SendResult());
        } else {
            waiting.add(handler);
        }
        return null;
    }

    private Object ping() {
        if (broken) {
            throw new IllegalStateException("The session is closed.");
        }
        pings++;
        return null;
    }

    private interface Answer {
        Object to(String name, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object result = answer.to(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }
}
