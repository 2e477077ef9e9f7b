// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The live connections of a hub and their bounds. All state is guarded by this. */
final class Connections {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Limits limits;
    private final Set<Link> live = new HashSet<>();
    private final Map<String, Integer> byTransport = new HashMap<>();
    private final Map<String, Integer> byUser = new HashMap<>();
    private final Map<String, Integer> byAddress = new HashMap<>();
    // Ended, but with an outlet that is not closed yet.
    private int unfinished;
    private boolean closed;

    Connections(Limits limits) {
        this.limits = limits;
    }

    /**
     * Counts a connection in.
     *
     * @throws HubClosedException once the hub is closed
     * @throws OverloadedException where a bound is reached
     */
    synchronized void add(Link link) {
        if (closed) {
            throw new HubClosedException();
        }
        if (live.size() >= limits.connections()) {
            throw OverloadedException.ofServer(
                    "The server has its most connections: try again in a few seconds.", RETRY_AFTER);
        }
        Identity identity = link.subscription().identity();
        check(byUser, identity.name(), limits.connectionsPerUser(), "user");
        check(byAddress, identity.address(), limits.connectionsPerAddress(), "address");
        live.add(link);
        unfinished++;
        byTransport.merge(link.subscription().transport(), 1, Integer::sum);
        identity.name().ifPresent(name -> byUser.merge(name, 1, Integer::sum));
        identity.address().ifPresent(address -> byAddress.merge(address, 1, Integer::sum));
    }

    synchronized void remove(Link link) {
        if (live.remove(link)) {
            Identity identity = link.subscription().identity();
            subtract(byTransport, link.subscription().transport());
            identity.name().ifPresent(name -> subtract(byUser, name));
            identity.address().ifPresent(address -> subtract(byAddress, address));
        }
    }

    /** Tells that an ended connection has let go of its outlet. */
    synchronized void finished() {
        unfinished--;
        notifyAll();
    }

    /** Lets nobody in any more; returns who is there. */
    synchronized List<Link> close() {
        closed = true;
        return all();
    }

    synchronized List<Link> all() {
        return List.copyOf(live);
    }

    synchronized Map<String, Integer> counts() {
        return Map.copyOf(byTransport);
    }

    /** Waits until everybody has let go, at most so long. */
    @SuppressWarnings("WaitNotInLoop") // the loop is here
    synchronized boolean awaitFinished(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (unfinished > 0) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    private static void check(Map<String, Integer> counts, Optional<String> key, int most, String what) {
        if (most > 0 && key.isPresent() && counts.getOrDefault(key.get(), 0) >= most) {
            throw OverloadedException.ofClient(
                    "This " + what + " has its most connections, " + most + ": close one first.", RETRY_AFTER);
        }
    }

    private static void subtract(Map<String, Integer> counts, String key) {
        counts.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
