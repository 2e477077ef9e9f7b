// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;

/** A tab, in which scripts of the tests run. For one thread. */
final class Page {
    private final ChromeDriver driver;
    private final String handle;

    Page(ChromeDriver driver, String handle) {
        this.driver = driver;
        this.handle = handle;
    }

    /** Brings the tab to where the driver's commands go. */
    WebDriver driver() {
        return driver.switchTo().window(handle);
    }

    /** Runs a script and gives back what it returns, which it may promise. */
    Object run(String script, Object... arguments) {
        driver();
        return driver.executeScript("return (async () => {" + script + "})()", arguments);
    }

    /** Makes a client; the options are JavaScript. */
    PageClient connect(String name, String options) {
        run("await it.connect('" + name + "', " + options + ");");
        return new PageClient(this, name);
    }

    /** Makes the one client of a page. */
    PageClient connect(String options) {
        return connect("only", options);
    }

    /** When its clients have asked for connections for events, in milliseconds since 1970. */
    List<Long> connections() {
        return ((List<?>) run("return it.connections.map(Math.round);"))
                .stream().map(Long.class::cast).toList();
    }

    /** What it says, for a test that fails. */
    String text() {
        return String.valueOf(run("return document.body.innerText;"));
    }

    void close() {
        driver().close();
    }

    static String script(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
