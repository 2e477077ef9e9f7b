// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;

/** Checks JSON and strips the white space between its tokens; numbers and key order stay as they were written. */
final class JsonText {
    // The look-up walks the class path: once is enough.
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    // Below the bounds that parsers have of their own, which they report in ways of their own.
    private static final int MAX_DEPTH = 500;

    private JsonText() {}

    static String compact(String json) {
        check(json);
        StringBuilder out = new StringBuilder(json.length());
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted && c == '\\') {
                out.append(c).append(json.charAt(++i));
                continue;
            }
            if (c == '"') {
                quoted = !quoted;
            }
            if (quoted || (c != ' ' && c != '\t' && c != '\n' && c != '\r')) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void check(String json) {
        boolean any = false;
        try (JsonParser parser = PROVIDER.createParser(new StringReader(json))) {
            int depth = 0;
            while (parser.hasNext()) {
                depth += step(parser.next());
                if (depth > MAX_DEPTH) {
                    throw new JsonException("it is nested too deep, in more than " + MAX_DEPTH + " levels.");
                }
                any = true;
            }
        } catch (RuntimeException e) {
            // Not every complaint of a parser is a JsonException.
            throw new InvalidInputException("The data is no valid JSON: " + firstLine(e.getMessage()));
        }
        if (!any) {
            throw new InvalidInputException("The data is empty where JSON was announced: send a JSON value.");
        }
    }

    private static int step(JsonParser.Event event) {
        return switch (event) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }

    private static String firstLine(String message) {
        String line = message == null
                ? "it does not parse."
                : message.lines().findFirst().orElse("it does not parse.");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
