// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * A request for an object and the head of its answer.
 *
 * @param withBody false for HEAD
 */
record MediaExchange(HttpServletRequest request, HttpServletResponse response, boolean withBody) {
    /**
     * Answers with what lies after the live edge.
     *
     * @return what follows the head
     * @throws InvalidInputException if the object has no such edge
     */
    Optional<Body> join(MediaObject object) throws IOException {
        if (!(object instanceof MediaStream stream)) {
            throw new InvalidInputException("This object is a complete file, without a live edge: leave out from.");
        }
        // What is sent depends on the moment: it is no part that could be asked for again.
        response.setHeader("Accept-Ranges", "none");
        if (withBody) {
            return Optional.of(stream.liveBody());
        }
        response.flushBuffer();
        return Optional.empty();
    }

    /**
     * Answers with the object, or with the part of it that the headers choose.
     *
     * @return what follows the head, if anything does
     * @throws ProblemException if a condition forbids it, or there is no such part
     */
    Optional<Body> select(MediaObject object) throws IOException {
        Validators validators = object.validators();
        response.setHeader("Cache-Control", object.cacheControl());
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("ETag", validators.etag());
        validators.modified().ifPresent(time -> response.setDateHeader("Last-Modified", time.toEpochMilli()));
        if (validators.forbids(request)) {
            throw new ProblemException(412, "The object is another one by now: ask for it without the condition.");
        }
        if (object.extent().complete() && validators.isNotModified(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return Optional.empty();
        }
        Part part = part(object.extent(), validators);
        Optional<Body> body = withBody && part.length() > 0 ? Optional.of(object.body(part)) : Optional.empty();
        describe(part);
        if (!withBody) {
            // Else a container might tell the length of what it was given, which is nothing.
            response.flushBuffer();
        }
        return body;
    }

    private Part part(Extent extent, Validators validators) {
        // A range counts for GET alone (RFC 9110, section 14.2).
        Optional<ByteRange> range = withBody && validators.allowsRange(request)
                ? ByteRange.parse(request.getHeader("Range"))
                : Optional.empty();
        return extent.select(range).orElseThrow(() -> {
            if (extent.complete()) {
                response.setHeader("Content-Range", "bytes */" + extent.tail());
            }
            return new ProblemException(
                    416,
                    extent.complete()
                            ? "The object has " + extent.tail() + " bytes: ask for a range within them."
                            : "The object grows, and has " + extent.tail()
                                    + " bytes by now: ask for a range that begins within them.");
        });
    }

    private void describe(Part part) {
        response.setStatus(part.status());
        part.contentRange().ifPresent(range -> response.setHeader("Content-Range", range));
        if (!part.isEndless()) {
            response.setContentLengthLong(part.length());
        }
    }
}
