// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushkit.it.client.NdjsonReader;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.logging.LogType;

/** The browser's own player takes an object while it grows, and by ranges once it is complete. */
@Tag("browser")
class VideoIT {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
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

    @Test
    void playsWhatIsStillBeingUploadedAlsoForWhoJoinsLate() {
        Page page = begin();
        until(page, "document.querySelector('#first').currentTime > 1");
        assertThat(answers()).as("what the first player has got").contains("200 null");
        until(page, "document.querySelector('#first').currentTime > 4");
        click(page, "#join");
        until(
                page,
                "document.querySelector('#late').readyState > 2 && document.querySelector('#late').currentTime > 3");
        double joined = number(page, "document.querySelector('#late').currentTime");
        until(page, "document.querySelector('#late').currentTime > " + (joined + 1));
        assertThat(page.run("return document.querySelector('#state').dataset.state;"))
                .as("while the stream was open")
                .isEqualTo("open");
        assertThat(number(page, "document.querySelector('#late').buffered.start(0)"))
                .as("the late joiner has no beginning")
                .isGreaterThan(2);
    }

    @Test
    void seeksInACompleteOneByRanges() {
        Page page = begin();
        until(page, "document.querySelector('#state').dataset.state === 'closed'");
        until(page, "document.querySelector('#first').ended");
        until(page, "document.querySelector('#whole').readyState > 0");
        assertThat(number(page, "document.querySelector('#whole').duration")).isEqualTo(16);
        assertThat(answers()).isNotEmpty();
        assertThat(number(page, "document.querySelector('#whole').buffered.end(0)"))
                .as("at its rate the end has not come yet")
                .isLessThan(14);
        click(page, "[data-jump='14']");
        until(
                page,
                "((it) => it.currentTime >= 14 && !it.seeking && it.readyState > 1)(document.querySelector('#whole'))");
        assertThat(answers())
                .as("what the seek has asked for")
                .anyMatch(answer -> answer.matches("206 bytes [1-9]\\d*-292486/292487"));
        until(page, "document.querySelector('#requests [data-status=\"206\"]')");
        assertThat(page.run("return document.querySelector('#problem').textContent;"))
                .isEqualTo("");
    }

    private static Page begin() {
        Page page = stage.browser().openWindow(stage.sample().base().resolve(SamplePage.VIDEO.path));
        answers();
        click(page, "#upload");
        return page;
    }

    /** The status and range of each media answer since the last call. */
    private static List<String> answers() {
        return stage.browser().driver().manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> NdjsonReader.object(entry.getMessage()).getJsonObject("message"))
                .filter(message -> message.getString("method").equals("Network.responseReceived"))
                .map(message -> message.getJsonObject("params").getJsonObject("response"))
                .filter(response -> response.getString("url").contains("/push/media/"))
                .map(response -> response.getInt("status") + " " + range(response))
                .toList();
    }

    private static String range(JsonObject response) {
        return response.getJsonObject("headers").getString("Content-Range", "null");
    }

    private static void click(Page page, String selector) {
        page.driver().findElement(By.cssSelector(selector)).click();
    }

    private static double number(Page page, String script) {
        return ((Number) page.run("return " + script + ";")).doubleValue();
    }

    private static void until(Page page, String condition) {
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(page.run("return !!(" + condition + ");"))
                .as(condition + page.text())
                .isEqualTo(true));
    }
}
