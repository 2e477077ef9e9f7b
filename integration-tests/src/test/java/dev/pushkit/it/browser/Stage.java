// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sample, a browser, and the networks between them. For one thread. */
final class Stage implements Closeable {
    // A test's own load must not push events out.
    private static final Map<String, String> SETTINGS = Map.of(
            "push.retention.events", "100000",
            "push.retention.bytes", "64MiB");

    private final Browser browser;
    private final SampleServer sample;
    private final List<Origin> origins = new ArrayList<>();

    private Stage(Browser browser, Map<String, String> more) throws IOException {
        this.browser = browser;
        try {
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.putAll(more);
            sample = SampleServer.start(settings);
        } catch (IOException | RuntimeException e) {
            browser.close();
            throw e;
        }
    }

    static Stage open() throws IOException {
        return open(Map.of());
    }

    /** With further settings of the kit. */
    static Stage open(Map<String, String> more) throws IOException {
        return new Stage(Browser.start(), more);
    }

    /** With {@link Browser#watched} for its browser. */
    static Stage watched() throws IOException {
        return new Stage(Browser.watched(), Map.of());
    }

    Browser browser() {
        return browser;
    }

    SampleServer sample() {
        return sample;
    }

    /** A new origin with a network of its own. */
    Origin origin() throws IOException {
        Origin origin = Origin.before(sample.base());
        origins.add(origin);
        return origin;
    }

    /** Closes the pages and the origins of a test. */
    void clear() throws IOException {
        browser.closePages();
        for (Origin origin : origins) {
            origin.close();
        }
        origins.clear();
    }

    @Override
    public void close() throws IOException {
        try {
            browser.close();
        } finally {
            for (Origin origin : origins) {
                origin.close();
            }
            sample.close();
        }
    }
}
