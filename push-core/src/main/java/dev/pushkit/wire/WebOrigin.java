// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scheme, host and port of a page, in lower case and with the port always there; -1 where its scheme has none. */
record WebOrigin(String scheme, String host, int port) {
    private static final int MAX_LENGTH = 512;
    private static final Pattern ORIGIN = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#@\\s]+)");
    // A name, an IPv4 address, or an IPv6 address in brackets; then perhaps a port.
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]/?#@\\s,*]+)(?::([0-9]{0,5}))?");

    /** Reads the header {@code Origin}; empty where it is none, such as {@code null} or a list. */
    static Optional<WebOrigin> parse(String text) {
        Matcher matcher = ORIGIN.matcher(text);
        if (text.length() > MAX_LENGTH || !matcher.matches()) {
            return Optional.empty();
        }
        return of(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
    }

    /** Tells whether the header {@code Host} names this origin's server. */
    boolean isServedBy(String hostHeader) {
        boolean web = scheme.equals("http") || scheme.equals("https");
        return web
                && hostHeader.length() <= MAX_LENGTH
                && of(scheme, hostHeader.strip()).filter(this::equals).isPresent();
    }

    // By hand, as in Cursor: a comparison shall not keep the application's class loader.
    @Override
    public boolean equals(Object other) {
        return other instanceof WebOrigin that
                && that.port == port
                && that.host.equals(host)
                && that.scheme.equals(scheme);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, host, port);
    }

    private static Optional<WebOrigin> of(String scheme, String authority) {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(1).toLowerCase(Locale.ROOT);
        // The root's dot at the end of a name changes nothing.
        String host = name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        String port = matcher.group(2);
        boolean named = port != null && !port.isEmpty();
        return Optional.of(new WebOrigin(scheme, host, named ? Integer.parseInt(port) : defaultPort(scheme)));
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }
}
