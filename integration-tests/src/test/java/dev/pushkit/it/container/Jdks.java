// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDKs that are installed on this machine. Thread-safe: every call looks anew.
 *
 * @param running the home of the JDK that runs this
 * @param environment the variables of the environment, of which those that begin with {@code JAVA_HOME} count
 * @param user the user's own folder
 */
record Jdks(Path running, Map<String, String> environment, Path user) {
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"(?:1\\.)?(\\d+)", Pattern.MULTILINE);

    /**
     * Those of this machine.
     *
     * @return the JDKs
     */
    static Jdks installed() {
        return new Jdks(
                Path.of(System.getProperty("java.home")), System.getenv(), Path.of(System.getProperty("user.home")));
    }

    /**
     * A JDK of one release; the running one comes first.
     *
     * @param release a feature release, such as 25
     * @return its home, or empty if there is none
     */
    Optional<Path> find(int release) {
        return homes().stream()
                .filter(home -> release(home).filter(found -> found == release).isPresent())
                .findFirst();
    }

    /**
     * The newest JDK within bounds.
     *
     * @param oldest the first feature release that will do
     * @param newest the last one
     * @return its home, or empty if there is none
     */
    Optional<Path> newest(int oldest, int newest) {
        return homes().stream()
                .filter(home -> release(home)
                        .filter(found -> found >= oldest && found <= newest)
                        .isPresent())
                .max(Comparator.comparing(home -> release(home).orElseThrow()));
    }

    /**
     * Where JDKs are looked for, in words.
     *
     * @return the places
     */
    String places() {
        List<String> places = new ArrayList<>(List.of(running.toString()));
        variables().forEach((name, value) -> places.add(name + "=" + value));
        folders().forEach(folder -> places.add(folder + "/*"));
        return String.join(", ", places);
    }

    private List<Path> homes() {
        List<Path> homes = new ArrayList<>(List.of(running));
        variables().values().forEach(value -> homes.add(Path.of(value)));
        for (Path folder : folders()) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> found = Files.list(folder)) {
                    found.sorted().forEach(homes::add);
                } catch (IOException notReadable) {
                    // then there is nothing for us
                }
            }
        }
        return homes;
    }

    // JAVA_HOME_25_X64 and the like before JAVA_HOME, which may be anything.
    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(Comparator.reverseOrder());
        environment.forEach((name, value) -> {
            if (name.matches("JAVA_HOME(_.+)?") && !value.isBlank()) {
                variables.put(name, value);
            }
        });
        return variables;
    }

    private List<Path> folders() {
        List<Path> folders = new ArrayList<>();
        if (running.getParent() != null) {
            folders.add(running.getParent());
        }
        folders.add(user.resolve(".sdkman/candidates/java"));
        folders.add(user.resolve(".jdks"));
        return folders;
    }

    private static Optional<Integer> release(Path home) {
        Path file = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            Matcher version = VERSION.matcher(Files.readString(file));
            return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
        } catch (IOException notReadable) {
            return Optional.empty();
        }
    }
}
