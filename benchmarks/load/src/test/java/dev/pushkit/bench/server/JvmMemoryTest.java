// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmMemoryTest {
    private static final String HISTOGRAM = """
            4242:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:          3072          98304  [B (java.base@25)
               2:            10            800  dev.pushkit.SseOutlet
               3:             1             56  [Ldev.pushkit.SseOutlet;
            Total          3083          99160
            """;

    @Test
    void readsAHistogram() {
        JvmMemory memory = JvmMemory.read(HISTOGRAM);
        assertThat(memory.total()).isEqualTo(99_160);
        assertThat(memory.of("dev.pushkit.").total()).isEqualTo(856);
    }

    @Test
    void tellsWhatHasGrown() {
        JvmMemory before = new JvmMemory(Map.of("[B", 100_000L, "dev.pushkit.SseOutlet", 300L));
        assertThat(JvmMemory.read(HISTOGRAM).since(before).bytes())
                .isEqualTo(Map.of("dev.pushkit.SseOutlet", 500L, "[Ldev.pushkit.SseOutlet;", 56L));
    }
}
