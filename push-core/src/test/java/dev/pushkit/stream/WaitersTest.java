// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static dev.pushkit.stream.TestStreams.BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WaitersTest {
    private final TestStreams bed = new TestStreams();
    private final ByteStream stream = bed.create("s", BYTES, "abc");
    private final AtomicInteger woken = new AtomicInteger();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void areWokenOnceAndForgotten() {
        stream.await(3, woken::incrementAndGet);
        assertThat(woken).hasValue(0);
        assertThat(bed.streams().stats().waiting()).isEqualTo(1);
        bed.append("s", "d");
        bed.append("s", "e");

        assertThat(woken).hasValue(1);
        assertThat(bed.streams().stats().waiting()).isZero();
    }

    @Test
    void doNotWaitWhereThereIsMore() {
        stream.await(2, woken::incrementAndGet);
        assertThat(woken).hasValue(1);
        assertThat(bed.streams().stats().waiting()).isZero();
    }

    @Test
    void areToldOfTheEnd() {
        stream.await(3, woken::incrementAndGet);
        bed.streams().close("s");
        assertThat(woken).hasValue(1);
        stream.await(3, woken::incrementAndGet);
        assertThat(woken).hasValue(2);
    }

    @Test
    void areToldThatItWasDeleted() {
        stream.await(3, woken::incrementAndGet);
        bed.streams().delete("s");
        assertThat(woken).hasValue(1);
        stream.await(3, woken::incrementAndGet);
        assertThat(woken).hasValue(2);
    }

    @Test
    void areToldThatItIsKeptForItsForksAlone() {
        bed.fork("fork", "s");
        stream.await(3, woken::incrementAndGet);
        bed.streams().delete("s");
        assertThat(woken).hasValue(1);
    }

    @Test
    void areLetGoWhenAllStreamsEnd() {
        stream.await(3, woken::incrementAndGet);
        bed.streams().close();
        assertThat(woken).hasValue(1);
        // Also who comes late, since nobody would ever call him.
        stream.await(3, woken::incrementAndGet);
        assertThat(woken).hasValue(2);
    }

    @Test
    void areNotWokenOnceTheyCancelled() {
        Waiter waiter = stream.await(3, woken::incrementAndGet);
        waiter.cancel();
        waiter.cancel();
        bed.append("s", "d");
        assertThat(woken).hasValue(0);
        assertThat(bed.streams().stats().waiting()).isZero();
    }

    @Test
    void areNotWokenByARepeat() {
        ProducerMark mark = new ProducerMark("p", 0, 0);
        bed.append("s", "d", mark);
        stream.await(4, woken::incrementAndGet);
        bed.append("s", "d", mark);
        assertThat(woken).hasValue(0);
    }

    @Test
    void mayWaitAgainFromWithin() {
        stream.await(3, () -> stream.await(4, woken::incrementAndGet));
        bed.append("s", "d");
        assertThat(woken).hasValue(0);
        bed.append("s", "e");
        assertThat(woken).hasValue(1);
    }
}
