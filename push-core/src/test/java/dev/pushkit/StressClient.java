// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A client with a bad line: it stalls, fails, is cut and comes back at the last cursor that it saw.
 *
 * <p>All state is guarded by this.
 */
final class StressClient {
    private final Hub hub;
    private final List<TopicPattern> patterns;
    private final ScheduledExecutorService clock;
    private final Random random;
    private final List<DeliveryChecker.Line> received = new ArrayList<>();
    private final List<DeliveryChecker.Hole> told = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();
    private Cursor cursor;
    private Line line;
    private int cutsLeft;
    private int connects;

    StressClient(Hub hub, List<TopicPattern> patterns, ScheduledExecutorService clock, long seed, int cuts) {
        this.hub = hub;
        this.patterns = patterns;
        this.clock = clock;
        this.random = new Random(seed);
        this.cutsLeft = cuts;
        this.cursor = hub.head();
    }

    List<TopicPattern> patterns() {
        return patterns;
    }

    synchronized List<DeliveryChecker.Line> received() {
        return List.copyOf(received);
    }

    synchronized long lastOffset() {
        return received.isEmpty() ? 0 : received.get(received.size() - 1).offset();
    }

    synchronized int receivedCount() {
        return received.size();
    }

    /** The losses of which it was told. */
    synchronized List<DeliveryChecker.Hole> told() {
        return List.copyOf(told);
    }

    /** The ends that it did not ask for. */
    synchronized List<String> surprises() {
        return List.copyOf(surprises);
    }

    synchronized int connects() {
        return connects;
    }

    synchronized Subscriber subscriber() {
        return line == null ? null : line.subscriber;
    }

    void connect() {
        Cursor since;
        Line fresh = new Line();
        synchronized (this) {
            since = cursor;
            line = fresh;
            connects++;
        }
        try {
            Subscription subscription = Subscription.to(patterns).since(since).over("stress");
            Subscriber subscriber = hub.subscribe(subscription, PlainFormat.INSTANCE, fresh);
            synchronized (this) {
                fresh.subscriber = subscriber;
            }
            subscriber.open();
        } catch (HubClosedException e) {
            // The run is over.
        }
    }

    private void read(String text) {
        String[] words = text.split(" ", 4);
        switch (words[0]) {
            case "event" -> {
                cursor = Cursor.parse(words[1]);
                received.add(new DeliveryChecker.Line(cursor.offset(), words[2], words[3]));
            }
            case "gap" -> goOn(words[1], true);
            case "open" -> goOn(words[1], words[2].equals("gap"));
            case "heartbeat" -> goOn(words[1], false);
            default -> {}
        }
    }

    private void goOn(String place, boolean gap) {
        if (gap) {
            told.add(new DeliveryChecker.Hole(cursor.offset(), hub.head().offset()));
        }
        cursor = Cursor.parse(place);
    }

    /** One connection. */
    private final class Line implements Outlet {
        private Subscriber subscriber;
        private boolean ready = true;
        private boolean dead;

        @Override
        public boolean isReady() {
            synchronized (StressClient.this) {
                return ready || dead;
            }
        }

        @Override
        public void write(Frame frame) throws IOException {
            // Gives a second thread, were there one, a chance to come between.
            Thread.yield();
            synchronized (StressClient.this) {
                if (dead) {
                    throw new IOException("The line is dead.");
                }
                boolean cut = cutsLeft > 0 && random.nextInt(12) == 0;
                if (cut && random.nextBoolean()) {
                    cut();
                    throw new IOException("The line broke before the write.");
                }
                frame.text().lines().forEach(StressClient.this::read);
                if (cut) {
                    cut();
                    tell(random.nextInt(3));
                } else if (random.nextInt(5) == 0) {
                    ready = false;
                    clock.schedule(this::becomeReady, random.nextInt(2_000), TimeUnit.MICROSECONDS);
                }
            }
        }

        private void cut() {
            dead = true;
            cutsLeft--;
            clock.schedule(StressClient.this::connect, random.nextInt(3_000), TimeUnit.MICROSECONDS);
        }

        // The ways in which a hub learns, or does not learn, that a client has left.
        private void tell(int way) {
            Subscriber told = subscriber;
            switch (way) {
                case 0 -> clock.execute(told::lost);
                case 1 -> clock.execute(() -> told.close(CloseReason.CLIENT));
                default -> clock.execute(told::wake);
            }
        }

        private void becomeReady() {
            Subscriber woken;
            synchronized (StressClient.this) {
                ready = true;
                woken = subscriber;
            }
            woken.wake();
        }

        @Override
        public void flush() throws IOException {
            synchronized (StressClient.this) {
                if (dead) {
                    throw new IOException("The line is dead.");
                }
            }
        }

        @Override
        public boolean close(CloseReason reason) {
            synchronized (StressClient.this) {
                if (!dead && reason != CloseReason.SHUTDOWN) {
                    dead = true;
                    surprises.add("closed: " + reason);
                }
                return true;
            }
        }
    }
}
