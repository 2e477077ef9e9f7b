// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the other tests here count on. */
@Tag("browser")
class BrowserIT {
    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = Stage.watched();
    }

    @AfterAll
    static void close() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void aPageReachesTheKitThroughItsOrigin() throws IOException {
        Origin origin = stage.origin();
        Page page = stage.browser().openWindow(origin.blankPage());
        assertThat(page.run("return (await fetch('/push/health')).status;")).isEqualTo(200L);
        assertThat(origin.requests()).hasSize(1);
        assertThat(stage.browser().complaints()).isEmpty();
    }

    @Test
    void nothingReachesAnotherHostButIsRemembered() throws IOException {
        Page page = stage.browser().openWindow(stage.origin().blankPage());
        assertThat(stage.browser().requests()).extracting(URI::getHost).containsOnly("127.0.0.1");
        page.run(
                "await fetch('http://elsewhere.example/x').catch(() => {}); new WebSocket('ws://elsewhere.example/y');");
        await().untilAsserted(() -> assertThat(stage.browser().complaints()).isNotEmpty());
        assertThat(stage.browser().requests())
                .extracting(URI::toString)
                .contains("http://elsewhere.example/x", "ws://elsewhere.example/y");
    }

    @Test
    void aPageIsLookedAtForBarriersAndKeptAsAPicture() throws IOException {
        Page page = stage.browser().openWindow(stage.origin().blankPage());
        page.run("document.body.innerHTML = '<main><h1>Title</h1></main>';");
        assertThat(Axe.violations(page)).isEmpty();
        page.run("document.querySelector('main').innerHTML = '<h1>Title</h1><img src=\"data:,\">';");
        assertThat(Axe.violations(page)).singleElement().asString().startsWith("image-alt: ");
        Screenshots.take(page, "blank");
        assertThat(WorkFolder.file("screenshots/blank.png")).isNotEmptyFile();
    }
}
