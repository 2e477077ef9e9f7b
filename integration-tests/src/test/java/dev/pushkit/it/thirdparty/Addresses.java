// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.net.URI;

/** The addresses that clients open. Stateless. */
final class Addresses {

    private Addresses() {}

    static URI sse(URI push, String topic) {
        return push.resolve("sse?topic=" + topic);
    }

    static URI stream(URI push, String topic, String cursor) {
        return push.resolve("stream?topic=" + topic + since(cursor));
    }

    static URI webSocket(URI push, String topic, String cursor) {
        URI http = push.resolve("ws?topic=" + topic + since(cursor));
        return URI.create(http.toString().replaceFirst("^http", "ws"));
    }

    static String since(String cursor) {
        return cursor.isEmpty() ? "" : "&since=" + cursor;
    }
}
