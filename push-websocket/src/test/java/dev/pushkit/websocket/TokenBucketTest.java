// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final AtomicLong clock = new AtomicLong(-1_000_000_000);
    private final TokenBucket bucket = new TokenBucket(10, 20, clock::get);

    @Test
    void takesABurstAndThenTheRate() {
        assertThat(takeAll()).isEqualTo(20);
        clock.addAndGet(100_000_000);
        assertThat(takeAll()).isEqualTo(1);
        clock.addAndGet(99_999_999);
        assertThat(takeAll()).isZero();
        clock.addAndGet(1);
        assertThat(takeAll()).isEqualTo(1);
    }

    @Test
    void savesNoMoreThanABurst() {
        clock.addAndGet(3_600_000_000_000L);
        assertThat(takeAll()).isEqualTo(20);
    }

    @Test
    void bearsTheGreatestRate() {
        TokenBucket fast = new TokenBucket(1_000_000, 2_000_000, clock::get);
        clock.addAndGet(1_000);
        assertThat(fast.take()).isTrue();
    }

    private int takeAll() {
        int taken = 0;
        while (bucket.take()) {
            taken++;
        }
        return taken;
    }
}
