// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes compact JSON that was checked before apart, and leaves every value as it was written.
 *
 * <p>Not thread-safe.
 */
final class JsonScanner {
    private final String json;
    private int at = 1;

    private JsonScanner(String json) {
        this.json = json;
    }

    /** The members of an object, each value in its own text; of those with one name the last. */
    static Map<String, String> members(String object) {
        JsonScanner scanner = new JsonScanner(object);
        Map<String, String> members = new LinkedHashMap<>();
        while (scanner.hasNext()) {
            String name = unquote(scanner.value());
            // Past the colon.
            scanner.at++;
            members.put(name, scanner.value());
        }
        return members;
    }

    /** The elements of an array, each in its own text. */
    static List<String> elements(String array) {
        JsonScanner scanner = new JsonScanner(array);
        List<String> elements = new ArrayList<>();
        while (scanner.hasNext()) {
            elements.add(scanner.value());
        }
        return elements;
    }

    /** The text that a JSON string stands for. */
    static String unquote(String string) {
        StringBuilder out = new StringBuilder(string.length());
        int i = 1;
        while (i < string.length() - 1) {
            char c = string.charAt(i++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = string.charAt(i++);
            switch (escaped) {
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append((char) Integer.parseInt(string, i, i + 4, 16));
                    i += 4;
                }
                default -> out.append(escaped);
            }
        }
        return out.toString();
    }

    private boolean hasNext() {
        if (json.charAt(at) == ',') {
            at++;
        }
        return at < json.length() - 1;
    }

    private String value() {
        int start = at;
        int depth = 0;
        do {
            switch (json.charAt(at)) {
                case '"' -> skipString();
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0 || ",:]}".indexOf(json.charAt(at)) < 0);
        return json.substring(start, at);
    }

    private void skipString() {
        at++;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
    }
}
