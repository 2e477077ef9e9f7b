// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

/** What a {@link FaultProxy} does with a request. */
public sealed interface Verdict {
    /** It goes to the server. */
    Verdict PASS = new Pass();
    /** It goes to the server, and nothing ever comes back on its connection: a proxy that buffers without an end. */
    Verdict HOLD = new Hold();
    /** Its connection is closed without an answer. */
    Verdict CUT = new Cut();

    /** See {@link #PASS}. */
    record Pass() implements Verdict {}

    /** See {@link #HOLD}. */
    record Hold() implements Verdict {}

    /** See {@link #CUT}. */
    record Cut() implements Verdict {}

    /**
     * The proxy answers in the server's place, and closes the connection.
     *
     * @param status the status
     * @param type the content type
     * @param body the body
     */
    record Answer(int status, String type, String body) implements Verdict {}

    /**
     * An answer in the server's place.
     *
     * @param status the status
     * @param type the content type
     * @param body the body
     * @return the verdict
     */
    static Verdict answer(int status, String type, String body) {
        return new Answer(status, type, body);
    }
}
