// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Optional;
import java.util.function.Consumer;

/** A hub whose time a test moves and whose workers are the test's own thread. */
final class TestHub implements AutoCloseable {
    final ManualTicker ticker = new ManualTicker();
    final Hub hub;

    TestHub(Consumer<Hub.Builder> description) {
        Hub.Builder builder = Hub.builder().ticker(ticker).executor(new DirectExecutor());
        description.accept(builder);
        hub = builder.build();
    }

    /** A hub with some settings: keys and values in turn. */
    static TestHub with(String... keysAndValues) {
        return new TestHub(builder -> builder.settings(settings(keysAndValues)));
    }

    static HubSettings settings(String... keysAndValues) {
        HubSettings settings = HubSettings.defaults();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings = settings.with(keysAndValues[i], keysAndValues[i + 1]);
        }
        return settings;
    }

    Cursor publish(String topic, String text) {
        return hub.publish(Event.text(topic, text));
    }

    /** Publishes 1, 2, 3 and so on; returns the last place. */
    Cursor publishMany(String topic, int from, int to) {
        Cursor last = hub.head();
        for (int i = from; i <= to; i++) {
            last = publish(topic, Integer.toString(i));
        }
        return last;
    }

    Connected connect(String... patterns) {
        return connect(Subscription.to(patterns));
    }

    Connected connect(Subscription subscription) {
        Connected connected = connectUnopened(subscription);
        connected.subscriber.open();
        return connected;
    }

    Connected connectUnopened(Subscription subscription) {
        RecordingOutlet outlet = new RecordingOutlet();
        return new Connected(hub.subscribe(subscription, PlainFormat.INSTANCE, outlet), outlet);
    }

    /** Somebody known who has some roles. */
    static Identity user(String name, String... roles) {
        return Identity.of(name, java.util.Set.of(roles)::contains);
    }

    static Publication publication(Identity identity, String key, Event... events) {
        return new Publication(java.util.List.of(events), identity, Optional.of(key));
    }

    @Override
    public void close() {
        hub.close();
    }

    /** A connection and its two ends. */
    record Connected(Subscriber subscriber, RecordingOutlet outlet) {}
}
