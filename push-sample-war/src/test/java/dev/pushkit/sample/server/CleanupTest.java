// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanupTest {
    private final List<String> closed = new ArrayList<>();
    private final Cleanup cleanup = new Cleanup();

    @Test
    void closesTheLastFirst() {
        cleanup.add(() -> closed.add("directory"));
        cleanup.add(() -> closed.add("server"));
        cleanup.run();
        assertThat(closed).containsExactly("server", "directory");
    }

    @Test
    void goesOnAfterAFailure() {
        cleanup.add(() -> closed.add("directory"));
        cleanup.add(() -> {
            throw new IOException("expected by this test");
        });
        cleanup.run();
        assertThat(closed).containsExactly("directory");
    }

    @Test
    void closesEachOnce() {
        cleanup.add(() -> closed.add("server"));
        cleanup.run();
        cleanup.run();
        assertThat(closed).containsExactly("server");
    }

    @Test
    void closesAtOnceWhatComesTooLate() {
        cleanup.run();
        assertThatThrownBy(() -> cleanup.add(() -> closed.add("server"))).isInstanceOf(IllegalStateException.class);
        assertThat(closed).containsExactly("server");
    }
}
