// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A command line of {@code --name value}, {@code --flag} and words. Immutable. */
public final class Arguments {
    private final List<String> words;
    private final Map<String, List<String>> values;

    private Arguments(List<String> words, Map<String, List<String>> values) {
        this.words = words;
        this.values = values;
    }

    /**
     * Reads a command line.
     *
     * @param line what the user wrote
     * @param names the options that take a value, without dashes
     * @param flags those that take none
     * @return what was read
     * @throws IllegalArgumentException if an option is unknown or lacks its value
     */
    public static Arguments read(List<String> line, Set<String> names, Set<String> flags) {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (!word.startsWith("--")) {
                words.add(word);
                continue;
            }
            String name = word.substring(2);
            if (flags.contains(name)) {
                values.put(name, List.of());
            } else if (!names.contains(name)) {
                throw new IllegalArgumentException("There is no option " + word + ".");
            } else if (++i == line.size()) {
                throw new IllegalArgumentException(word + " lacks its value.");
            } else {
                values.computeIfAbsent(name, absent -> new ArrayList<>()).add(line.get(i));
            }
        }
        return new Arguments(List.copyOf(words), values);
    }

    /**
     * What was no option.
     *
     * @return the words, in their order
     */
    public List<String> words() {
        return words;
    }

    /**
     * Whether an option was given.
     *
     * @param name its name
     * @return whether it was
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * All values of an option.
     *
     * @param name its name
     * @return its values, in their order
     */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /**
     * The last value of an option.
     *
     * @param name its name
     * @param otherwise what counts where it was not given
     * @return the value
     */
    public String text(String name, String otherwise) {
        List<String> all = all(name);
        return all.isEmpty() ? otherwise : all.get(all.size() - 1);
    }

    /**
     * An option that is a whole number.
     *
     * @param name its name
     * @param otherwise what counts where it was not given
     * @return the value
     */
    public int number(String name, int otherwise) {
        return has(name) ? Integer.parseInt(text(name, "")) : otherwise;
    }

    /**
     * An option that is a number with a fraction.
     *
     * @param name its name
     * @param otherwise what counts where it was not given
     * @return the value
     */
    public double decimal(String name, double otherwise) {
        return has(name) ? Double.parseDouble(text(name, "")) : otherwise;
    }
}
