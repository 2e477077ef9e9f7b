// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/** How the subscribers fare as connections. Not thread-safe. */
final class Crowd {
    private int connecting;
    private int established;
    private int dead;
    private int reconnects;
    private int refused;
    private int lastRefusal;

    void connecting() {
        connecting++;
    }

    void established() {
        connecting--;
        established++;
    }

    void died(boolean wasEstablished) {
        dead++;
        if (!wasEstablished) {
            connecting--;
        }
    }

    void reconnected() {
        reconnects++;
    }

    /** The server said no: an HTTP status, or the code of a close frame. */
    void refused(int status) {
        refused++;
        lastRefusal = status;
    }

    int connectingNow() {
        return connecting;
    }

    int establishedEver() {
        return established;
    }

    int deadNow() {
        return dead;
    }

    int reconnects() {
        return reconnects;
    }

    int refusals() {
        return refused;
    }

    int lastRefusal() {
        return lastRefusal;
    }
}
