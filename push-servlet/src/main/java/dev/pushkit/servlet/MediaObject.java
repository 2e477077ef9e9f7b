// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

/** Something that is read from any place, and what HTTP says of it. */
interface MediaObject {
    /** What its bytes are. */
    String contentType();

    /** For how long, and by whom, an answer may be kept. */
    String cacheControl();

    /** What tells this state of it from others. */
    Validators validators();

    /** How far it reaches; the same for as long as this object is used. */
    Extent extent();

    /**
     * A part of it, to be sent.
     *
     * @throws ProblemException if that cannot be had any more
     */
    Body body(Part part);

    /** Lets go of what no body has taken over. Idempotent. */
    void close();
}
