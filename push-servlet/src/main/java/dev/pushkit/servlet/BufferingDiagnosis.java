// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out whether a filter in front keeps to itself what should go out at once. */
final class BufferingDiagnosis {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    // Above the threshold from which filters begin to compress, below every container's buffer.
    private static final int PADDING = 2_048;
    // One line a path is enough; the paths are the kit's own few.
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private BufferingDiagnosis() {}

    /**
     * Lets an answer pass that goes out when it is flushed. One that does is committed then; nothing is sent but perhaps
     * the padding.
     *
     * @param padding a character that does no harm before the first event, nor before a problem
     * @throws ProblemException with the suspects, where a filter hoards
     */
    static void check(HttpServletRequest request, HttpServletResponse response, char padding) throws IOException {
        if (!isFiltered(response)) {
            return;
        }
        ServletOutputStream out = response.getOutputStream();
        out.flush();
        if (!response.isCommitted()) {
            byte[] more = new byte[PADDING];
            Arrays.fill(more, (byte) padding);
            out.write(more);
            out.flush();
        }
        if (!response.isCommitted()) {
            throw new ProblemException(
                    500,
                    tell(
                                    request,
                                    "A filter in front keeps what is flushed to itself, so no"
                                            + " event would arrive before the end.")
                            + " Until then /poll works here.");
        }
        if (isTransformed(response)) {
            tell(
                    request,
                    "A filter in front encodes this answer, which forbids it (no-transform): events arrive at"
                            + " once only if it passes every flush on.");
        }
    }

    /** Whether a filter put something of its own in front of the container's response. */
    static boolean isFiltered(HttpServletResponse response) {
        return response instanceof ServletResponseWrapper;
    }

    /** Whether one write is not one write to the container: the kit itself encodes nothing. */
    static boolean isTransformed(HttpServletResponse response) {
        return isFiltered(response) && response.containsHeader("Content-Encoding");
    }

    private static String tell(HttpServletRequest request, String what) {
        List<String> suspects = AsyncSupportDiagnosis.suspects(request);
        String diagnosis = what + (suspects.isEmpty() ? "" : " Suspects: " + suspects + '.')
                + " Let filters that compress or buffer leave " + request.getServletPath() + " alone.";
        if (TOLD.add(request.getContextPath() + request.getServletPath())) {
            LOG.log(Level.WARNING, request.getServletPath() + ": " + diagnosis);
        }
        return diagnosis;
    }
}
