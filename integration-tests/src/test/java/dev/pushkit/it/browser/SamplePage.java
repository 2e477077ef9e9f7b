// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import java.io.IOException;
import java.net.URI;

/** The sample's pages, and by what each shows that it is live. */
enum SamplePage {
    INDEX(
            "",
            "all('[data-figure]', (it) => it.textContent !== '–') && "
                    + "document.querySelector('#state').dataset.state === 'open'"),
    SIDE_BY_SIDE(
            "side-by-side.html",
            "all('.card[data-transport] [data-part=events]', (it) => it.textContent > 3) && "
                    + "document.querySelector('#ladder').dataset.rungInUse === 'websocket'"),
    CHAT("chat.html", "document.querySelector('#state').dataset.state === 'open'"),
    TICKER("ticker.html", "document.querySelectorAll('#quotes tr').length === 16"),
    NOTIFICATIONS(
            "notifications.html",
            "all('#inboxes [data-part=state]', (it) => it.dataset.state === 'open') && "
                    + "all('#inboxes [data-transport]', (it) => it.querySelector('li[data-id]'))"),
    GAME(
            "game.html",
            "document.querySelector('#field').dataset.state === 'open' && document.querySelector('.cursor.me')"
                    + " && document.querySelector('#coin')"),
    // Without clicks nothing moves there; while one upload is under way, a further click does nothing.
    VIDEO(
            "video.html",
            "(document.querySelector('#upload').click(), document.querySelector('#first').currentTime > 3)"
                    + " && (document.querySelector('#late').src || document.querySelector('#join').click(),"
                    + " document.querySelector('#late').currentTime > 4)"),
    LIVE_LOG("live-log.html", "all('#readers .card', (it) => it.dataset.characters > 0 && !it.dataset.flaws)"),
    RESOURCES(
            "resources.html",
            "document.querySelectorAll('#own li').length > 3 && all('#ways [data-way]', (it) => it.textContent !== '–')"),
    HTMX("htmx.html", "document.querySelector('#pushed dl.load') && document.querySelector('#fetched dl.load')"),
    EVENT_SOURCE(
            "eventsource.html",
            "document.querySelector('#state').dataset.state === 'open' && "
                    + "document.querySelector('#facts').dataset.events > 3"),
    FETCH_EVENT_SOURCE(
            "fetch-event-source.html",
            "document.querySelector('#state').dataset.state === 'open' && "
                    + "document.querySelector('#facts').dataset.events > 3");

    final String path;
    private final String live;

    SamplePage(String path, String live) {
        this.path = path;
        this.live = live;
    }

    /** Skips a test where the page lacks its library, which is on npm alone; with {@code CI=true} none may be skipped. */
    void requireItsLibrary(URI base) throws IOException {
        if (this != FETCH_EVENT_SOURCE || Boolean.parseBoolean(System.getenv("CI"))) {
            return;
        }
        try (RawHttp http = RawHttp.connect(base)) {
            RawResponse answer = http.send(RawRequest.get(base.getRawPath() + "lib/fetch-event-source/index.js"));
            assumeThat(answer.status()).as("the sample was built with npm").isEqualTo(200);
        }
    }

    /** Whether it shows live data; a script. */
    String live() {
        return "const all = (selector, test) => { const found = [...document.querySelectorAll(selector)];"
                + " return found.length > 0 && found.every(test); }; return !!(" + live + ");";
    }

    /** The name of its picture. */
    String picture() {
        return path.isEmpty() ? "index" : path.replace(".html", "");
    }
}
