// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;

/** What failed while the others went on. Used by one thread. */
final class Failures {
    interface Work {
        void run() throws IOException;
    }

    private IOException first;

    void of(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    boolean isEmpty() {
        return first == null;
    }

    void rethrow() throws IOException {
        if (first != null) {
            throw first;
        }
    }
}
