// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Takes events and brings them to subscribers: the in-process heart of the kit. Thread-safe.
 *
 * <p>A topic is a bounded log; a subscriber is a cursor; a transport is a way to drain a cursor onto a connection. All
 * topics share one order, so one cursor resumes any set of them.
 */
public interface Hub extends AutoCloseable {
    /**
     * A hub with the default settings.
     *
     * @return a running hub
     */
    static Hub create() {
        return builder().build();
    }

    /**
     * Starts to describe a hub.
     *
     * @return a builder with the defaults
     */
    static Builder builder() {
        return new Builder();
    }

    /**
     * Publishes an event of the application itself, which needs no permission.
     *
     * @param event the event
     * @return its place; the hub's present place where an interceptor consumed it
     * @throws TooLargeException if the payload is over the limit
     * @throws DeniedException if an interceptor refuses it or the topic belongs to the kit
     * @throws OverloadedException if there are too many topics
     * @throws HubClosedException if the hub is closed
     */
    Cursor publish(Event event);

    /**
     * Publishes events of the application itself side by side: all, or none.
     *
     * @param events the events, at least one
     * @return their places, in the same order
     * @throws InvalidInputException if there is none
     * @throws TooLargeException if a payload or the batch is over its limit
     * @throws DeniedException if an interceptor refuses one or a topic belongs to the kit
     * @throws OverloadedException if there are too many topics
     * @throws HubClosedException if the hub is closed
     */
    List<Cursor> publishAll(List<Event> events);

    /**
     * Publishes for somebody on the network: all events, or none.
     *
     * @param publication the events, who publishes, and the key that makes a repeat harmless
     * @return their places, in the same order; of the first time where this is a repeat
     * @throws InvalidInputException if there is no event
     * @throws TooLargeException if a payload or the batch is over its limit
     * @throws DeniedException if the authorizer or an interceptor refuses it or a topic belongs to the kit
     * @throws OverloadedException if there are too many topics or keys
     * @throws HubClosedException if the hub is closed
     */
    List<Cursor> publish(Publication publication);

    /**
     * Reads what lies behind a subscription's cursor, now or once there is something.
     *
     * @param subscription what to read and from where
     * @param wait how long to wait for a first event; zero to answer at once
     * @return the answer, complete at once or later on a worker; cancel it to leave early
     * @throws InvalidInputException if there are too many topics
     * @throws DeniedException if it is not allowed
     * @throws OverloadedException if there are too many connections
     * @throws HubClosedException if the hub is closed
     */
    CompletableFuture<Batch> poll(Subscription subscription, Duration wait);

    /**
     * Connects a client. Nothing is written before {@link Subscriber#open}.
     *
     * @param subscription what to follow and from where
     * @param format how it looks on the wire
     * @param outlet where the bytes go
     * @return the live link
     * @throws InvalidInputException if there are too many topics
     * @throws DeniedException if it is not allowed
     * @throws OverloadedException if there are too many connections
     * @throws HubClosedException if the hub is closed
     */
    Subscriber subscribe(Subscription subscription, WireFormat format, Outlet outlet);

    /**
     * Connects Java code in the same process; events begin to come at once.
     *
     * @param subscription what to follow and from where
     * @param handler takes the events, one at a time, on the hub's workers
     * @return the live link
     * @throws InvalidInputException if there are too many topics
     * @throws DeniedException if it is not allowed
     * @throws OverloadedException if there are too many connections
     * @throws HubClosedException if the hub is closed
     */
    Subscriber subscribe(Subscription subscription, EventHandler handler);

    /**
     * The place after the newest event: put it into a page, and a client that starts there misses nothing since.
     *
     * @return the cursor
     */
    Cursor head();

    /**
     * Asks the rules, which also decide on what is no topic but has the name of one, such as a stream.
     *
     * @param action what is asked
     * @param topic the topic
     * @param identity who asks
     * @return true where it is allowed
     */
    boolean allows(Action action, Topic topic, Identity identity);

    /**
     * The figures of this moment.
     *
     * @return connections, counts and sizes
     */
    HubStats stats();

    /**
     * What the hub was built with.
     *
     * @return the settings
     */
    HubSettings settings();

    /**
     * Tells whether the hub takes events and connections.
     *
     * @return false from the moment it is closed
     */
    boolean isOpen();

    /** Ends every connection in good order, within about two seconds, and the hub's threads. Idempotent. */
    @Override
    void close();

    /** Describes a hub. Not thread-safe. */
    final class Builder {
        HubSettings settings = HubSettings.defaults();
        Optional<Authorizer> authorizer = Optional.empty();
        final List<SubscribeInterceptor> subscribing = new ArrayList<>();
        final List<PublishInterceptor> publishing = new ArrayList<>();
        final List<HeartbeatInterceptor> beating = new ArrayList<>();
        HubObserver observer = new HubObserver() {};
        Optional<Ticker> ticker = Optional.empty();
        Optional<Executor> executor = Optional.empty();
        Optional<Broker> broker = Optional.empty();

        Builder() {}

        /**
         * Sets bounds and times.
         *
         * @param values the settings
         * @return this
         */
        public Builder settings(HubSettings values) {
            settings = values;
            return this;
        }

        /**
         * Sets who may do what; without it the settings' roles decide.
         *
         * @param decides the authorizer
         * @return this
         */
        public Builder authorizer(Authorizer decides) {
            authorizer = Optional.of(decides);
            return this;
        }

        /**
         * Adds user code around subscribe, after what was added before.
         *
         * @param interceptor the code
         * @return this
         */
        public Builder interceptSubscribe(SubscribeInterceptor interceptor) {
            subscribing.add(interceptor);
            return this;
        }

        /**
         * Adds user code around publish, after what was added before.
         *
         * @param interceptor the code
         * @return this
         */
        public Builder interceptPublish(PublishInterceptor interceptor) {
            publishing.add(interceptor);
            return this;
        }

        /**
         * Adds user code that decides signs of life, after what was added before.
         *
         * @param interceptor the code
         * @return this
         */
        public Builder interceptHeartbeat(HeartbeatInterceptor interceptor) {
            beating.add(interceptor);
            return this;
        }

        /**
         * Sets who learns what happens.
         *
         * @param learns the observer
         * @return this
         */
        public Builder observer(HubObserver learns) {
            observer = learns;
            return this;
        }

        /**
         * Sets another clock and timer; whoever gives it closes it.
         *
         * @param clock the ticker
         * @return this
         */
        public Builder ticker(Ticker clock) {
            ticker = Optional.of(clock);
            return this;
        }

        /**
         * Sets another source of threads; whoever gives it shuts it down.
         *
         * @param threads runs each task on a thread of its own; a task may block for long
         * @return this
         */
        public Builder executor(Executor threads) {
            executor = Optional.of(threads);
            return this;
        }

        /**
         * Sets another order of events; the hub closes it.
         *
         * @param orders the broker
         * @return this
         */
        public Builder broker(Broker orders) {
            broker = Optional.of(orders);
            return this;
        }

        /**
         * Builds the hub and starts it.
         *
         * @return a running hub
         * @throws InvalidInputException if a rule in the settings is malformed
         */
        public Hub build() {
            return new DefaultHub(this);
        }
    }
}
