// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.nio.charset.StandardCharsets;

/** What an event carries: text, JSON or bytes. Immutable, thread-safe. */
public final class Payload {
    /** How clients are to read the bytes. */
    public enum Kind {
        /** UTF-8 text. */
        TEXT,
        /** One JSON value, compact, in UTF-8. */
        JSON,
        /** Anything else. */
        BINARY
    }

    private final Kind kind;
    private final byte[] bytes;

    private Payload(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /**
     * Makes a payload of text.
     *
     * @param text any text; half surrogates become question marks
     * @return the payload
     */
    public static Payload text(String text) {
        return new Payload(Kind.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes a payload of a JSON value.
     *
     * @param json one JSON value; kept without white space between its tokens
     * @return the payload
     * @throws InvalidInputException if it does not parse
     */
    public static Payload json(String json) {
        return new Payload(Kind.JSON, JsonText.compact(json).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes a payload of bytes.
     *
     * @param bytes any bytes; copied
     * @return the payload
     */
    public static Payload binary(byte[] bytes) {
        return new Payload(Kind.BINARY, bytes.clone());
    }

    /**
     * How to read the bytes.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The size.
     *
     * @return the number of bytes
     */
    public int size() {
        return bytes.length;
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The bytes read as UTF-8.
     *
     * @return the text, or the JSON value's text
     */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The kind and the size; never the contents, which belong in no log. */
    @Override
    public String toString() {
        return kind + "[" + bytes.length + " bytes]";
    }
}
