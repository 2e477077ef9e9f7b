// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;

/** Each page of the sample shows live data, bars nobody, fits a phone, and asks no other host. */
@Tag("browser")
class PagesIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = Stage.watched();
    }

    @AfterEach
    void clear() throws IOException {
        stage.clear();
    }

    @AfterAll
    static void close() throws IOException {
        if (stage != null) {
            stage.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isLiveAndOpenToAll(SamplePage sample) throws IOException {
        URI base = stage.sample().base();
        sample.requireItsLibrary(base);
        stage.browser().complaints();
        stage.browser().requests();
        Page page = stage.browser().openWindow(base.resolve(sample.path));
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(page.run(sample.live())).as(page::text).isEqualTo(true));
        for (Device device : Device.values()) {
            device.show(page);
            assertThat(Axe.violations(page)).as("%s", device).isEmpty();
            assertThat(page.run("return document.documentElement.scrollWidth > innerWidth;"))
                    .as("wider than a %s", device)
                    .isEqualTo(false);
            Screenshots.take(page, sample.picture() + "-" + device.name().toLowerCase(Locale.ROOT));
        }
        assertThat(page.run("return !document.querySelector('#broken, #missing:not([hidden])');"))
                .isEqualTo(true);
        assertThat(stage.browser().complaints()).isEmpty();
        assertThat(stage.browser().requests()).isNotEmpty().allSatisfy(request -> assertThat(request.getAuthority())
                .isEqualTo(base.getAuthority()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INDEX")
    void isOneClickAwayFromTheStart(SamplePage sample) throws IOException {
        sample.requireItsLibrary(stage.sample().base());
        Page page = stage.browser().openWindow(stage.sample().base());
        page.driver()
                .findElement(By.cssSelector("main a[href='" + sample.path + "']"))
                .click();
        await().atMost(DEADLINE)
                .untilAsserted(
                        () -> assertThat(page.run(sample.live())).as(page::text).isEqualTo(true));
    }
}
