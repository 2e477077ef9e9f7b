// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.Map;
import org.openqa.selenium.chromium.HasCdp;

/** Keeps what pages look like, for people to look at. */
final class Screenshots {

    private Screenshots() {}

    /** Writes {@code screenshots/NAME.png} below the folder of these tests, of the whole page. */
    static void take(Page page, String name) throws IOException {
        HasCdp tools = (HasCdp) page.driver();
        Object size = tools.executeCdpCommand("Page.getLayoutMetrics", Map.of()).get("cssContentSize");
        Map<?, ?> content = (Map<?, ?>) size;
        Map<String, Object> clip =
                Map.of("x", 0, "y", 0, "width", content.get("width"), "height", content.get("height"), "scale", 1);
        Object image = tools.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", clip))
                .get("data");
        Files.write(
                WorkFolder.file("screenshots/" + name + ".png"),
                Base64.getDecoder().decode((String) image));
    }
}
