// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushkit.it.client.Publisher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** What people do on the sample's pages does what they expect. */
@Tag("browser")
class SampleUseIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static Stage stage;

    @BeforeAll
    static void open() throws IOException {
        stage = Stage.open();
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

    private static Page show(SamplePage sample) {
        Page page = stage.browser().openWindow(stage.sample().base().resolve(sample.path));
        until(page, sample.live());
        return page;
    }

    private static void until(Page page, String condition) {
        await().atMost(DEADLINE).untilAsserted(() -> assertThat(page.run(condition))
                .as(condition + page.text())
                .isEqualTo(true));
    }

    private static WebElement find(Page page, String selector) {
        return page.driver().findElement(By.cssSelector(selector));
    }

    @Test
    void aPausedTransportReplaysWhatItMissed() {
        Page page = show(SamplePage.SIDE_BY_SIDE);
        for (String transport : List.of("sse", "poll")) {
            String card = ".card[data-transport='" + transport + "'] ";
            find(page, card + "button").click();
            until(page, "return document.querySelector(\"" + card + "[data-part=state]\").dataset.state === 'paused';");
        }
        String other = "document.querySelector(\".card[data-transport='stream'] [data-part=events]\").textContent";
        Object before = page.run("return +" + other + ";");
        until(page, "return +" + other + " > " + before + " + 2;");
        for (String transport : List.of("sse", "poll")) {
            String card = ".card[data-transport='" + transport + "'] ";
            find(page, card + "button").click();
            until(
                    page,
                    "return /[1-9]\\d* events? missed, then replayed/.test(document.querySelector(\"" + card
                            + "[data-part=detail]\").textContent);");
        }
    }

    @Test
    void theLadderGoesDownWhereSomethingIsShutAndUpAgainWithoutALoss() {
        Page page = show(SamplePage.SIDE_BY_SIDE);
        turn(page, "websocket");
        untilOn(page, "sse");
        turn(page, "websocket");
        untilOn(page, "websocket");
        for (String rung : List.of("websocket", "sse", "stream", "long-poll")) {
            turn(page, rung);
        }
        untilOn(page, "poll");
        for (String flaw : List.of("lost", "twice")) {
            assertThat(find(page, "#ladder [data-part='" + flaw + "']").getText())
                    .isEqualTo("0");
        }
    }

    private static void turn(Page page, String rung) {
        find(page, "#ladder [data-rung='" + rung + "'] input").click();
    }

    private static void untilOn(Page page, String rung) {
        until(page, "return document.querySelector('#ladder').dataset.rungInUse === '" + rung + "';");
    }

    @Test
    void theChatReachesAnotherTabWithItsHistory() throws IOException {
        Page ann = show(SamplePage.CHAT);
        find(ann, "#talk [name=text]").sendKeys("hello from Ann", Keys.ENTER);
        String said = "return [...document.querySelectorAll('#messages .message .text')]"
                + ".filter((it) => it.textContent === '%s').length === 1;";
        until(ann, said.formatted("hello from Ann"));
        Page bob = show(SamplePage.CHAT);
        until(bob, said.formatted("hello from Ann"));
        find(bob, "#talk [name=text]").sendKeys("hello from Bob", Keys.ENTER);
        until(ann, said.formatted("hello from Bob"));
        try (Publisher terminal = Publisher.connect(stage.sample().push())) {
            terminal.publish("demo/chat/lobby", "<b>hello</b> from a terminal");
        }
        until(bob, said.formatted("<b>hello</b> from a terminal"));
        bob.run("""
                await fetch('push/publish?topic=demo/typing/lobby', {
                  method: 'POST',
                  headers: { 'Content-Type': 'application/json' },
                  body: JSON.stringify({ name: 'Cy', from: 'elsewhere' }),
                });
                """);
        until(ann, "return document.querySelector('#typing').textContent.startsWith('Cy is typing');");
        until(ann, "return document.querySelector('#typing').textContent === '';");
        assertThat(stage.sample().connections()).as("both tabs share one").isEqualTo(1);
    }

    @Test
    void theTickerFollowsAllByOnePatternOrOneAlone() throws IOException {
        Page page = show(SamplePage.TICKER);
        assertThat(find(page, "[data-part=subscriptions]").getText()).isEqualTo("1");
        assertThat(stage.sample().connections()).isEqualTo(1);
        find(page, "#quotes tr[data-symbol='ALDA'] [data-part=only]").click();
        until(page, "return document.querySelector('#filter [name=topics]').value === 'stocks/ALDA';");
        until(page, "return document.querySelectorAll('#quotes tr:not([hidden])').length === 1;");
        find(page, "#everything").click();
        until(page, "return document.querySelectorAll('#quotes tr:not([hidden])').length === 16;");
    }

    @Test
    void notificationsWaitForWhoWasAway() throws IOException {
        Page page = show(SamplePage.NOTIFICATIONS);
        find(page, "#leave").click();
        until(page, "return document.querySelector('#back').disabled === false;");
        await().atMost(DEADLINE).until(() -> stage.sample().connections() == 0);
        find(page, "#send [name=title]").clear();
        find(page, "#send [name=title]").sendKeys("While you were away");
        find(page, "#send [name=text]").sendKeys("something happened", Keys.ENTER);
        until(page, "return document.querySelector('#sent').textContent.startsWith('Sent');");
        page.driver().navigate().refresh();
        until(
                page,
                "return [...document.querySelectorAll('#inboxes [data-transport]')].every((pane) => "
                        + "[...pane.querySelectorAll('li[data-unread]')].filter((it) => "
                        + "it.querySelector('[data-part=title]').textContent === 'While you were away').length === 1);");
    }

    @Test
    void theGameMovesWhoeverHoldsAnArrowKeyAsFastAsTheServerLets() {
        Page page = show(SamplePage.GAME);
        Page other = show(SamplePage.GAME);
        until(page, "return document.querySelectorAll('#scores tbody tr[data-player]').length === 2;");
        until(other, "return document.querySelectorAll('#scores tbody tr[data-player]').length === 2;");
        String left = "parseFloat(document.querySelector('.cursor.me').style.left)";
        double before = ((Number) page.run("return " + left + ";")).doubleValue();
        WebElement field = find(page, "#field");
        Keys direction = before > 50 ? Keys.ARROW_LEFT : Keys.ARROW_RIGHT;
        field.click();
        Actions keyboard = new Actions(page.driver());
        keyboard.keyDown(direction).perform();
        until(page, "return Math.abs(" + left + " - " + before + ") > 1;");
        keyboard.keyUp(direction).perform();
        until(page, "return document.querySelector('#ping').dataset.ms >= 0;");
    }

    @Test
    void htmxShowsWhatIsPushedAndWhatItFetches() {
        Page page = show(SamplePage.HTMX);
        for (String part : List.of("pushed", "fetched")) {
            Object before = page.run("return document.querySelector('#" + part + " dl.load').textContent;");
            await().atMost(DEADLINE)
                    .until(() -> !before.equals(
                            page.run("return document.querySelector('#" + part + " dl.load').textContent;")));
        }
    }

    @Test
    void eventSourceGoesOnAfterAReload() {
        Page page = show(SamplePage.EVENT_SOURCE);
        find(page, "#reload").click();
        until(page, "return document.querySelector('#resumed')?.dataset.resumed === 'complete';");
    }

    @Test
    void fetchEventSourceGoesOnAfterAStop() throws IOException {
        SamplePage.FETCH_EVENT_SOURCE.requireItsLibrary(stage.sample().base());
        Page page = show(SamplePage.FETCH_EVENT_SOURCE);
        find(page, "#toggle").click();
        until(page, "return document.querySelector('#state').dataset.state !== 'open';");
        find(page, "#toggle").click();
        until(page, "return document.querySelector('#resumed')?.dataset.resumed === 'complete';");
    }
}
