// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import dev.pushkit.Topic;
import dev.pushkit.stream.StreamName;

/**
 * The name of an object, such as {@code films/one.webm}, under the rules of topics.
 *
 * @param text segments joined by a slash, none of which begins with a dot
 */
record MediaName(String text) {
    private static final String TOPICS = "$media/";

    /**
     * Reads what follows the servlet's own path.
     *
     * @param pathInfo decoded by the container; may be null
     * @throws ProblemException with 404 if nothing of that name is ever shown
     * @throws InvalidInputException if it breaks a rule of topics
     */
    static MediaName of(String pathInfo) {
        String text = pathInfo == null ? "" : pathInfo.replaceFirst("^/", "");
        if (text.isEmpty()) {
            throw new ProblemException(404, "Name an object below this path: there is no list of them.");
        }
        // Also what leads upwards. A backslash separates segments for some file systems.
        if (text.startsWith(".") || text.contains("/.") || text.indexOf('\\') >= 0) {
            throw missing();
        }
        MediaName name = new MediaName(text);
        try {
            name.fileTopic();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("The object's name does not fit. " + e.getMessage());
        }
        return name;
    }

    static ProblemException missing() {
        return new ProblemException(404, "There is no such object: check its name.");
    }

    /** The topic under which rules speak of the file. */
    Topic fileTopic() {
        return Topic.of(TOPICS + text);
    }

    /** The topic under which rules speak of the stream. */
    Topic streamTopic() {
        return new StreamName(text).topic();
    }
}
