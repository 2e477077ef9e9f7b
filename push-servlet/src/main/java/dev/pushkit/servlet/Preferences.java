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
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,\\s])wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:[;,]|$)", Pattern.CASE_INSENSITIVE);

    private Preferences() {}

    static Optional<Duration> waiting(Enumeration<String> headers) {
        while (headers.hasMoreElements()) {
            Matcher matcher = WAIT.matcher(headers.nextElement());
            if (matcher.find()) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1))));
            }
        }
        return Optional.empty();
    }
}
