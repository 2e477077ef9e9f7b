// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** Ten readers of a stream have the same text, whatever becomes of their connections. */
@Tag("browser")
class LiveLogIT {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String CARDS = "[...document.querySelectorAll('#readers .card')]";
    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        // Answers with events end, as they do each minute.
        stage = Stage.open(Map.of("push.streams.sse.max-age", "2s"));
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

    @Test
    void tenReadersHaveTheSameTextThroughEndsOfAnswersAndACut() {
        Page page = show();
        until(
                page,
                "return " + CARDS + ".slice(0, 2).every((it) => "
                        + "it.querySelector('[data-part=resumes]').textContent > 1);");
        Object before = page.run("return Math.max(..." + CARDS + ".map((it) => +it.dataset.characters));");
        page.driver().findElement(By.id("cut")).click();
        until(page, all("it.querySelector('[data-part=state]').dataset.state === 'waiting'"));
        until(page, all("+it.dataset.characters > " + before + " + 1000"));
        until(page, all("it.querySelector('[data-part=resumes]').textContent > 0"));
        page.driver().findElement(By.cssSelector("#say input")).sendKeys(" from a test", Keys.ENTER);
        until(page, "return document.querySelector('#text').textContent.includes('SAID hello from a test');");
        assertAllHaveTheSame(page);
    }

    @Test
    void aClosedLogIsCompleteForAllAndAnotherOneFollows() {
        Page page = show();
        page.driver().findElement(By.id("end")).click();
        until(page, all("it.querySelector('[data-part=state]').dataset.state === 'closed'"));
        assertThat(page.run("return new Set(" + CARDS + ".map((it) => it.dataset.characters)).size;"))
                .as("how many ends there are")
                .isEqualTo(1L);
        assertAllHaveTheSame(page);
        until(page, all("it.querySelector('[data-part=state]').dataset.state === 'open'"));
        assertAllHaveTheSame(page);
    }

    private static Page show() {
        Page page = stage.browser().openWindow(stage.sample().base().resolve(SamplePage.LIVE_LOG.path));
        until(page, SamplePage.LIVE_LOG.live());
        return page;
    }

    private static void assertAllHaveTheSame(Page page) {
        assertThat(page.run("return " + CARDS + ".length;")).isEqualTo(10L);
        assertThat(page.run(all("it.querySelector('[data-part=same]').textContent === 'same'")))
                .as(page.text())
                .isEqualTo(true);
    }

    private static String all(String condition) {
        return "return " + CARDS + ".every((it) => " + condition + ");";
    }

    private static void until(Page page, String condition) {
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(page.run(condition))
                .as(condition + page.text())
                .isEqualTo(true));
    }
}
