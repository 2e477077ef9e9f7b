// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.time.Duration;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the preference to wait (RFC 7240, section 4.3); a preference that cannot be read is ignored, as it says. */
final class Preferences {
    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final int MOST_DIGITS = 9;

    private Preferences() {}

    static Optional<Duration> waiting(Enumeration<String> headers) {
        while (headers.hasMoreElements()) {
            for (String preference : headers.nextElement().split(",", -1)) {
                // What follows a semicolon are the preference's own parameters.
                Matcher matcher = WAIT.matcher(preference.split(";", 2)[0].strip());
                if (matcher.matches()) {
                    return Optional.of(Duration.ofSeconds(seconds(matcher.group(1))));
                }
            }
        }
        return Optional.empty();
    }

    private static long seconds(String digits) {
        return digits.length() > MOST_DIGITS ? 999_999_999 : Long.parseLong(digits);
    }
}
