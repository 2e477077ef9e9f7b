// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.NoSuchElementException;

/** Checks JSON and strips the white space between its tokens; numbers and key order stay as they were written. */
final class JsonText {
    // The look-up walks the class path: once is enough.
    private static final JsonProvider PROVIDER = JsonProvider.provider();

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
            while (parser.hasNext()) {
                parser.next();
                any = true;
            }
        } catch (JsonException | NoSuchElementException | IllegalStateException e) {
            throw new InvalidInputException("The data is no valid JSON: " + firstLine(e.getMessage()));
        }
        if (!any) {
            throw new InvalidInputException("The data is empty where JSON was announced: send a JSON value.");
        }
    }

    private static String firstLine(String message) {
        String line = message == null ? "it does not parse." : message.lines().findFirst().orElse("it does not parse.");
        return line.length() > 200 ? line.substring(0, 200) : line;
    }
}
