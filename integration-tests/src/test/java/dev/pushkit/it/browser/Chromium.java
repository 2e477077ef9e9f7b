// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * Chromium, or Chrome, and its driver, as they are installed on this machine.
 *
 * <p>Without them a test is skipped by name; with {@code CI=true} it fails.
 *
 * @param browser the browser's program
 * @param driver the driver's program
 */
record Chromium(Path browser, Path driver) {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    static Chromium installed() throws IOException {
        Optional<Path> browser = NAMES.stream().flatMap(Chromium::find).findFirst();
        Optional<Path> driver = find("chromedriver").findFirst();
        if (browser.isPresent() && driver.isPresent()) {
            return new Chromium(browser.get(), driver.get());
        }
        String reason = browser.isPresent() ? "chromedriver is not installed" : "Chromium is not installed";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IOException(reason);
        }
        throw new TestAbortedException(reason);
    }

    private static Stream<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/bin";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable);
    }
}
