// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import dev.pushkit.it.client.NdjsonReader;
import jakarta.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a profile of its own, which reaches no other host than this one. For one thread. */
final class Browser implements Closeable {
    private static final List<String> FLAGS = List.of(
            "--headless=new",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--window-size=1280,900");
    // It says of every new browser that it does not know all of its tools, none of which is used here.
    private static final Logger TOOLS = Logger.getLogger("org.openqa.selenium.devtools");

    private final Path profile = Files.createTempDirectory("push-browser-");
    private final ChromeDriver driver;

    private Browser(Chromium chromium, boolean watched, String... flags) throws IOException {
        TOOLS.setLevel(Level.SEVERE);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromium.driver().toFile())
                        .usingAnyFreePort()
                        .withLogFile(WorkFolder.file("chromedriver.log").toFile())
                        .build(),
                options(chromium, watched, flags));
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30)).pageLoadTimeout(Duration.ofSeconds(30));
    }

    private ChromeOptions options(Chromium chromium, boolean watched, String... flags) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.browser().toFile());
        options.addArguments(FLAGS);
        options.addArguments(flags);
        options.addArguments("--user-data-dir=" + profile);
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium will not run as root with its sandbox; others keep it.
            options.addArguments("--no-sandbox");
        }
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        if (watched) {
            logs.enable(LogType.PERFORMANCE, Level.ALL);
        }
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options;
    }

    static Browser start() throws IOException {
        return new Browser(Chromium.installed(), false);
    }

    /** A browser that remembers what its pages ask for, which is too much for a page with thousands of events. */
    static Browser watched() throws IOException {
        return new Browser(Chromium.installed(), true);
    }

    /** A browser whose profile trusts the key of one server, and no other that is not known to all. */
    static Browser trusting(URI server) throws IOException {
        return new Browser(
                Chromium.installed(),
                false,
                "--ignore-certificate-errors-spki-list=" + Certificates.fingerprint(server));
    }

    ChromeDriver driver() {
        return driver;
    }

    /** Opens an address in a tab of its own, which lies in the background of the next one. */
    Page openTab(URI address) {
        return open(address, WindowType.TAB);
    }

    /** Opens an address in a window of its own. */
    Page openWindow(URI address) {
        return open(address, WindowType.WINDOW);
    }

    private Page open(URI address, WindowType type) {
        driver.switchTo().newWindow(type);
        driver.get(address.toString());
        driver.executeScript(Page.script("page.js"));
        return new Page(driver, driver.getWindowHandle());
    }

    /** Closes all tabs but the first, which stays blank. */
    void closePages() {
        List<String> handles = List.copyOf(driver.getWindowHandles());
        for (String handle : handles.subList(1, handles.size())) {
            driver.switchTo().window(handle).close();
        }
        driver.switchTo().window(handles.get(0));
    }

    /** What pages have written to the console since the last call, at least as warnings. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What pages of a {@link #watched} browser have asked for since the last call, WebSockets included. */
    List<URI> requests() {
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> NdjsonReader.object(entry.getMessage()).getJsonObject("message"))
                .flatMap(message -> switch (message.getString("method")) {
                    case "Network.requestWillBeSent" ->
                        Stream.of(message.getJsonObject("params").getJsonObject("request"));
                    case "Network.webSocketCreated" -> Stream.of(message.getJsonObject("params"));
                    default -> Stream.<JsonObject>of();
                })
                .map(request -> request.getString("url"))
                .filter(url -> url.matches("(http|ws)s?:.*"))
                .map(URI::create)
                .toList();
    }

    @Override
    public void close() throws IOException {
        try {
            driver.quit();
        } finally {
            WorkFolder.delete(profile);
        }
    }
}
