// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import dev.pushkit.it.client.Verdict;
import java.time.Duration;
import java.util.function.Consumer;

/** What a network can do to a client that it lets through in the end. */
enum Fault {
    NONE("websocket", origin -> {}),
    WEBSOCKET_REFUSED("sse", origin -> origin.rule(Verdict.answer(403, "text/plain", "no"), "ws")),
    WEBSOCKET_CLOSED("sse", origin -> origin.rule(Verdict.CUT, "ws")),
    STREAMS_BUFFERED("long-poll", origin -> origin.rule(Verdict.HOLD, "ws", "sse", "stream")),
    CUT_EVERY_TWO_SECONDS("", origin -> origin.proxy().cutAfter(Duration.ofSeconds(2))),
    /** Of this seed's first ten connections, the first, third, fourth, eighth and tenth are never answered. */
    BLACK_HOLES("", origin -> {
        origin.proxy().swallow(0.3, 22_200_666);
        origin.proxy().cutAfter(Duration.ofSeconds(6));
    });

    /** The name of the rung that carries under it, or empty where chance has a say. */
    final String rung;

    private final Consumer<Origin> effect;

    Fault(String rung, Consumer<Origin> effect) {
        this.rung = rung;
        this.effect = effect;
    }

    /** Begins to spoil an origin, also for what a page has open there. */
    void spoil(Origin origin) {
        effect.accept(origin);
        origin.proxy().reset();
    }
}
