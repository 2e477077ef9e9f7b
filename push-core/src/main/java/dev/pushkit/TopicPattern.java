// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/**
 * What a subscription asks for: one topic, or every topic of a shape.
 *
 * <p>{@code *} stands for exactly one segment, {@code **} as the last segment for one or more; neither matches a first
 * segment that begins with {@code $}. Immutable, thread-safe.
 */
public final class TopicPattern {
    private static final String[] NO_SEGMENTS = {};

    private final String text;
    private final String[] segments;
    private final boolean wild;

    private TopicPattern(String text, String[] segments) {
        this.text = text;
        this.segments = segments;
        this.wild = text.indexOf('*') >= 0;
    }

    /**
     * Makes a pattern of its text.
     *
     * @param text a topic's name, or a pattern such as {@code stocks/*} or {@code chat/**}
     * @return the pattern
     * @throws InvalidInputException if the text is no pattern; the message says why
     */
    public static TopicPattern of(String text) {
        String[] segments = Segments.split(text, "topic");
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            boolean wildcard = segments[i].equals("*") || (last && segments[i].equals("**"));
            if (!wildcard && segments[i].indexOf('*') >= 0) {
                throw new InvalidInputException("The pattern \"" + text
                        + "\" has a * that is no whole segment, or a ** that is not the last one:"
                        + " use stocks/* for one segment or chat/** for the rest.");
            }
        }
        return new TopicPattern(text, segments);
    }

    /**
     * The pattern that matches one topic alone.
     *
     * @param topic the topic
     * @return its pattern
     */
    public static TopicPattern of(Topic topic) {
        // A topic holds no wildcard, so nobody asks for its segments.
        return new TopicPattern(topic.name(), NO_SEGMENTS);
    }

    /**
     * Tells whether more than one topic can match.
     *
     * @return true where the pattern has a wildcard
     */
    public boolean isWild() {
        return wild;
    }

    /**
     * Tells whether a topic is meant.
     *
     * @param topic any topic
     * @return true where this pattern matches it
     */
    public boolean matches(Topic topic) {
        if (!wild) {
            return text.equals(topic.name());
        }
        String name = topic.name();
        int from = 0;
        for (int i = 0; i < segments.length; i++) {
            if (from > name.length() || (i == 0 && topic.isReserved() && segments[0].startsWith("*"))) {
                return false;
            }
            if (segments[i].equals("**")) {
                return true;
            }
            int slash = name.indexOf('/', from);
            int to = slash < 0 ? name.length() : slash;
            boolean same = segments[i].length() == to - from && name.startsWith(segments[i], from);
            if (!same && !segments[i].equals("*")) {
                return false;
            }
            from = to + 1;
        }
        return from == name.length() + 1;
    }

    /**
     * The pattern as it was written.
     *
     * @return the text
     */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TopicPattern that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
