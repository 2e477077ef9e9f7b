// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something that a page will need, such as a style sheet. Immutable, thread-safe.
 *
 * @param href a path inside the web application such as {@code /app.css}, to which the context path is added, or the
 *     {@code http} or {@code https} URL of another origin, which is announced and never pushed
 * @param as what the page uses it as: {@code style}, {@code script}, {@code module}, {@code font}, {@code image},
 *     {@code fetch} or {@code track}
 * @param crossorigin whether the page asks for it without credentials, as for every font and by {@code fetch}
 */
public record Asset(String href, String as, boolean crossorigin) {
    private static final int LONGEST = 512;
    // The characters of RFC 3986 but "#": none of them ends a header, or the angle brackets in it.
    private static final Pattern HREF = Pattern.compile("(?:/(?!/)|https?://)[A-Za-z0-9._~:/?@!$&'()*+,;=%\\[\\]-]*");
    private static final Set<String> USES = Set.of("style", "script", "module", "font", "image", "fetch", "track");
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("css", "style"),
            Map.entry("js", "script"),
            Map.entry("mjs", "module"),
            Map.entry("woff", "font"),
            Map.entry("woff2", "font"),
            Map.entry("ttf", "font"),
            Map.entry("otf", "font"),
            Map.entry("svg", "image"),
            Map.entry("png", "image"),
            Map.entry("jpg", "image"),
            Map.entry("jpeg", "image"),
            Map.entry("gif", "image"),
            Map.entry("webp", "image"),
            Map.entry("avif", "image"),
            Map.entry("ico", "image"),
            Map.entry("json", "fetch"),
            Map.entry("wasm", "fetch"),
            Map.entry("vtt", "track"));

    /**
     * Checks all of it, so that nothing in it can become a header of its own.
     *
     * @param href a path inside the web application, or a URL of another origin; at most 512 characters
     * @param as what the page uses it as
     * @param crossorigin whether the page asks for it without credentials
     * @throws InvalidInputException if one of them is malformed, with what to write instead
     */
    public Asset {
        if (href.length() > LONGEST || !HREF.matcher(href).matches()) {
            throw new InvalidInputException("The asset \"" + (href.length() > LONGEST ? "…" : href)
                    + "\" is no path: write it like /app.css, from the root of the application, or as the https URL"
                    + " of another origin, with %XX for all that RFC 3986 does not allow and without a fragment, in at"
                    + " most " + LONGEST + " characters.");
        }
        if (!USES.contains(as)) {
            throw new InvalidInputException("The asset " + href + " cannot be used as \"" + as
                    + "\": use style, script, module, font, image, fetch or track.");
        }
    }

    /**
     * An asset whose use is told by its file extension.
     *
     * @param href a path inside the web application, or a URL of another origin
     * @return the asset
     * @throws InvalidInputException if the path is malformed or its extension tells nothing
     */
    public static Asset of(String href) {
        String path = href.replaceFirst("\\?.*", "");
        String use = BY_EXTENSION.get(path.substring(path.lastIndexOf('.') + 1));
        if (use == null) {
            throw new InvalidInputException("The extension of the asset " + href
                    + " does not tell what it is used as: say so with \"as\", such as script.");
        }
        return of(href, use);
    }

    /**
     * An asset with a certain use; fonts and what is fetched are asked for without credentials.
     *
     * @param href a path inside the web application, or a URL of another origin
     * @param as what the page uses it as
     * @return the asset
     * @throws InvalidInputException if one of them is malformed
     */
    public static Asset of(String href, String as) {
        return new Asset(href, as, as.equals("font") || as.equals("fetch"));
    }

    boolean isOwn() {
        return href.startsWith("/");
    }

    /** Where it is, for a browser. */
    String target(String contextPath) {
        return isOwn() ? contextPath + href : href;
    }

    /** A Link header (RFC 8288; HTML, section 4.6.7). */
    String link(String contextPath) {
        String relation = as.equals("module") ? "; rel=modulepreload" : "; rel=preload; as=" + as;
        return '<' + target(contextPath) + '>' + relation + (crossorigin ? "; crossorigin" : "");
    }
}
