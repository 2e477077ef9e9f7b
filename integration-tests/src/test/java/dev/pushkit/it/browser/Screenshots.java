// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;

/** Keeps what pages look like, for people to look at. */
final class Screenshots {

    private Screenshots() {}

    /** Writes {@code screenshots/NAME.png} below the folder of these tests. */
    static void take(Page page, String name) throws IOException {
        byte[] image = ((TakesScreenshot) page.driver()).getScreenshotAs(OutputType.BYTES);
        Files.write(WorkFolder.file("screenshots/" + name + ".png"), image);
    }
}
