// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushkit.it.client.NdjsonReader;
import dev.pushkit.it.client.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** A browser loads what a 103 announces while the server still makes the page. */
@Tag("browser")
class EarlyHintsIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private static SampleServer sample;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        sample = SampleServer.secure();
        browser = Browser.trusting(sample.secureBase());
    }

    @AfterEach
    void clear() {
        browser.closePages();
        // Of all sites, wherever the driver is.
        browser.driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
        browser.driver().executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    @AfterAll
    static void close() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (sample != null) {
            sample.close();
        }
    }

    // Such a page is there before a browser can have made use of them; the slow page below leaves it the time.
    @Test
    void areSentOnceToABrowserForWhatTheManifestSaysOfAPage() throws IOException {
        int before = taken("early-hints");
        URI address = sample.secureBase().resolve("chat.html");
        Page page = browser.openWindow(address);
        assertThat(taken("early-hints")).isEqualTo(before + 1);
        page.driver().navigate().to(address.toString());
        assertThat(taken("early-hints")).isEqualTo(before + 1);
        page.driver()
                .navigate()
                .to(sample.secureBase().resolve("resources.html").toString());
        assertThat(taken("early-hints")).as("one of its sheets is another one").isEqualTo(before + 2);
        assertThat(taken("push")).as("browsers take none").isZero();
    }

    @Test
    void bringASlowPageToItsEndSooner() throws IOException {
        Page page = measured(sample.secureBase());
        assertThat(page.run("return document.querySelector('#way').dataset.way;"))
                .isEqualTo("early-hints");
        assertThat(page.run("return document.querySelectorAll('#on [data-by=early-hints]').length;"))
                .isEqualTo(4L);
        assertThat(page.run("return document.querySelectorAll('#off li').length;"))
                .isEqualTo(5L);
        assertThat(page.run(saved()))
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isGreaterThan(250);
        Screenshots.take(page, "resources-measured");
    }

    @Test
    void giveWayToLinksWithoutTls() throws IOException {
        Page page = measured(sample.base());
        assertThat(page.run("return document.querySelector('#way').dataset.way;"))
                .isEqualTo("link");
        assertThat(page.run(saved()))
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .as("what sheets ask for in turn comes with them")
                .isGreaterThan(150);
    }

    private static Page measured(URI base) {
        Page page = browser.openWindow(base.resolve("resources.html"));
        page.driver().findElement(By.id("measure")).click();
        await().atMost(DEADLINE)
                .until(() -> Boolean.TRUE.equals(page.run("return document.querySelectorAll('#on li').length > 4;")));
        assertThat(browser.complaints()).isEmpty();
        return page;
    }

    // How much sooner the last asset was there, in milliseconds.
    private static String saved() {
        return "const total = (id) => parseInt(document.getElementById(id).closest('.card')"
                + ".querySelector('[data-part=total]').textContent); return total('off') - total('on');";
    }

    private static int taken(String way) throws IOException {
        return NdjsonReader.object(RawHttp.text(sample.push().resolve("health")))
                .getJsonObject("resources")
                .getInt(way);
    }
}
