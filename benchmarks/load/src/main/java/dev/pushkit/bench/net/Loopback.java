// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses of this machine that no other reaches. */
public final class Loopback {

    private Loopback() {}

    /**
     * A port of 127.0.0.1.
     *
     * @param port the port
     * @return its address
     */
    public static InetSocketAddress port(int port) {
        return host(1, port);
    }

    /**
     * A port of 127.0.0.N: each of these addresses has ports of its own.
     *
     * @param number the last part
     * @param port the port; 0 for any
     * @return its address
     */
    public static InetSocketAddress host(int number, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) number}), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address.", e);
        }
    }
}
