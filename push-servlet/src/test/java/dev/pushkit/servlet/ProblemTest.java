// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemTest {
    private final List<String> calls = new ArrayList<>();
    private final HttpServletResponse container = Stub.of(HttpServletResponse.class, (method, arguments) -> {
        calls.add(method);
        return switch (method) {
            case "isCommitted" -> false;
            case "getOutputStream" -> new Nowhere();
            default -> null;
        };
    });

    @Test
    void tellsItsLength() throws IOException {
        Problem.of(404, "There is nothing here.").send(container);
        assertThat(calls).contains("resetBuffer", "setContentLength");
    }

    @Test
    void tellsNoLengthWhereAFilterMayHaveBegunAlready() throws IOException {
        Problem.of(500, "A filter keeps everything to itself.").send(new HttpServletResponseWrapper(container));
        assertThat(calls).contains("setStatus").doesNotContain("resetBuffer", "setContentLength");
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public void write(int value) {
            // nobody looks at it
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("not asynchronous");
        }
    }
}
