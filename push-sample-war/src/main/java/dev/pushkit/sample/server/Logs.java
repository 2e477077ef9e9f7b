// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The JDK's log, set up to say little and to last until the end. Only from the main thread. */
final class Logs {
    private static final String PROPERTIES = "java.util.logging.";

    private Logs() {}

    /**
     * Sets the log up, unless the user did with the JDK's own system properties.
     *
     * @throws IOException if the configuration cannot be read
     */
    static void configure() throws IOException {
        for (String choice : List.of("manager", "config.file", "config.class")) {
            if (System.getProperty(PROPERTIES + choice) != null) {
                return;
            }
        }
        System.setProperty(PROPERTIES + "manager", Lasting.class.getName());
        try (InputStream configuration = Logs.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        }
        // handlers are made at the first use, and no more once the process is ending
        Logger.getLogger("").getHandlers();
    }

    /**
     * A log whose handlers stay open while the server ends; the JDK closes them at the first sign of the end, and what
     * goes wrong from then on would not be seen. Thread-safe.
     */
    public static final class Lasting extends LogManager {
        /** Made by the JDK, which reads the name from a system property. */
        public Lasting() {}

        @Override
        public void reset() {
            // standard error needs no closing
        }
    }
}
