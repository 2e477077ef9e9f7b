// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.lang.reflect.Proxy;

/** Makes objects of the container's types whose calls a test answers. */
final class Stub {
    /** Answers a call by its method's name; a stub may throw what the container would throw. */
    interface Answers {
        Object answer(String method, Object... arguments) throws Throwable;
    }

    private Stub() {}

    static <T> T of(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                Stub.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.answer(method.getName(), arguments == null ? new Object[0] : arguments)));
    }
}
