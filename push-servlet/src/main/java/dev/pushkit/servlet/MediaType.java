// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body's media type (RFC 9110, section 8.3.1).
 *
 * @param name type and subtype in lower case; empty where none was given
 * @param charset how its text is encoded
 */
record MediaType(String name, Charset charset) {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)\"?", Pattern.CASE_INSENSITIVE);

    /**
     * Reads a Content-Type header.
     *
     * @throws ProblemException with 415 for an unknown charset
     */
    static MediaType parse(String header) {
        if (header == null) {
            return new MediaType("", StandardCharsets.UTF_8);
        }
        String name = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Matcher matcher = CHARSET.matcher(header);
        return new MediaType(name, matcher.find() ? charset(matcher.group(1)) : StandardCharsets.UTF_8);
    }

    boolean isJson() {
        return name.equals("application/json") || name.endsWith("+json");
    }

    boolean isText() {
        return name.startsWith("text/") || name.equals("application/x-www-form-urlencoded");
    }

    boolean isBatch() {
        return name.equals("application/x-ndjson");
    }

    boolean isMultipart() {
        return name.startsWith("multipart/");
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ProblemException(415, "The charset is unknown here: send UTF-8.");
        }
    }
}
