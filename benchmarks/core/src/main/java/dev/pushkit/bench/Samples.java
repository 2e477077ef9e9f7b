// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench;

import dev.pushkit.Event;

/** Payloads of an exact size. */
public final class Samples {
    /** The bytes of a payload where a benchmark does not vary them. */
    public static final int BYTES = 256;

    private static final String WORDS = "The price of \"ACME\" rose by 2 per cent today. ";

    private Samples() {}

    /**
     * Text that needs an escape in JSON now and then.
     *
     * @return 256 characters of one byte each
     */
    public static String text() {
        return WORDS.repeat(BYTES / WORDS.length() + 1).substring(0, BYTES);
    }

    /**
     * One flat JSON object with a few fields.
     *
     * @return 256 characters of one byte each, without white space between tokens
     */
    public static String json() {
        String open = "{\"symbol\":\"ACME\",\"price\":42.17,\"volume\":123456,\"open\":true,\"note\":\"";
        String close = "\"}";
        return open + "x".repeat(BYTES - open.length() - close.length()) + close;
    }

    /**
     * An event of JSON.
     *
     * @param topic its topic
     * @return the event, with {@link #json()} as its payload
     */
    public static Event event(String topic) {
        return Event.json(topic, json());
    }
}
