// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** One client of a page, and what it has told so far. For one thread. */
final class PageClient {
    private final Page page;
    private final String name;

    PageClient(Page page, String name) {
        this.page = page;
        this.name = name;
    }

    Page page() {
        return page;
    }

    private Object ask(String script, Object... arguments) {
        return page.run("const c = it.clients['" + name + "'];" + script, arguments);
    }

    PageClient subscribe(String topic) {
        ask("c.subscribe(arguments[0]);", topic);
        return this;
    }

    PageClient subscribeFromTheStart(String topic) {
        ask("c.subscribe(arguments[0], { since: 'earliest' });", topic);
        return this;
    }

    /** Subscribes, and waits until the client is open. */
    PageClient follow(String topic) {
        subscribe(topic);
        awaitOpen(Duration.ofSeconds(30));
        return this;
    }

    void awaitOpen(Duration patience) {
        Awaitility.await(name + " is open")
                .atMost(patience)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> state().equals("open"));
    }

    String state() {
        return (String) ask("return c.push.state;");
    }

    /** The rung in use, or empty. */
    String transport() {
        return (String) ask("return c.push.transport ?? '';");
    }

    /** Milliseconds from the present wait's begin to the next try; -1 while it does not wait. */
    long delay() {
        return (Long) ask("return c.state.state === 'waiting' ? Math.round(c.state.delay) : -1;");
    }

    long count() {
        return (Long) ask("return c.numbers.length;");
    }

    /** The events' payloads, in the order of arrival. */
    List<Long> numbers() {
        return list(ask("return c.numbers;"), Long.class);
    }

    /** Milliseconds from the first subscription to the first event; -1 without any. */
    long firstEvent() {
        return (Long) ask("return c.first === undefined ? -1 : Math.round(c.first - c.began);");
    }

    /** Milliseconds of the longest time between two events, one after the other. */
    long longestPause() {
        return (Long)
                ask("return Math.round(Math.max(0, ...c.times.map((at, i) => at - c.times[Math.max(0, i - 1)])));");
    }

    /** The reasons of the gaps that were told. */
    List<String> gaps() {
        return list(ask("return c.gaps.map((gap) => gap.reason);"), String.class);
    }

    /** The reasons of the errors that were told, those of the tries included. */
    List<String> errors() {
        return list(ask("return c.errors.map((error) => error.reason);"), String.class);
    }

    /** All that was told, for a failure's message. */
    String story() {
        return (String) ask("return JSON.stringify(c.story);");
    }

    /** Publishes through the client, and gives back the id. */
    String publish(String topic, Object data) {
        return (String) ask("return c.push.publish(arguments[0], arguments[1]);", topic, data);
    }

    void close() {
        ask("c.push.close();");
    }

    private static <T> List<T> list(Object value, Class<T> type) {
        return ((List<?>) value).stream().map(type::cast).toList();
    }
}
