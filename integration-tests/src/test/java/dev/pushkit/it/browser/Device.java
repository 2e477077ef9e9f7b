// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.util.List;
import java.util.Map;
import org.openqa.selenium.chromium.HasCdp;

/** What a page is looked at on. */
enum Device {
    /** A desk. */
    DESK(1280, 900, false, "light", "no-preference"),
    /** A phone in the dark, of somebody whom movement disturbs. */
    PHONE(360, 740, true, "dark", "reduce");

    private final int width;
    private final int height;
    private final boolean mobile;
    private final String scheme;
    private final String motion;

    Device(int width, int height, boolean mobile, String scheme, String motion) {
        this.width = width;
        this.height = height;
        this.mobile = mobile;
        this.scheme = scheme;
        this.motion = motion;
    }

    /** Makes a page believe that it is shown here. */
    void show(Page page) {
        HasCdp tools = (HasCdp) page.driver();
        tools.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
        tools.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                Map.of("name", "prefers-reduced-motion", "value", motion))));
    }
}
