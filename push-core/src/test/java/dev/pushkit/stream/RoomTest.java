// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static dev.pushkit.stream.TestStreams.BYTES;
import static dev.pushkit.stream.TestStreams.JSON;
import static dev.pushkit.stream.TestStreams.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.stream.StreamException.Reason;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What happens when there is no more room. */
final class RoomTest {
    private static final int PREFACE = 64 << 10;

    @Test
    void refusesWhatIsTooMuchForOneStreamAndKeepsNothingOfIt() {
        try (TestStreams bed = new TestStreams("push.streams.max-bytes", "1KiB")) {
            ByteStream stream = bed.create("s", BYTES, "x".repeat(1_000));

            assertThat(reason(() -> bed.append("s", "y".repeat(25)))).isEqualTo(Reason.FULL);
            assertThat(stream.tail()).isEqualTo(new Offset(1_000));
            bed.append("s", "z".repeat(24));
            assertThat(TestStreams.all(stream)).isEqualTo("x".repeat(1_000) + "z".repeat(24));
            assertThat(bed.streams().close("s").closed()).isTrue();
        }
    }

    @Test
    void refusesWhatIsTooMuchForAllTogetherAndKeepsNothingOfIt() {
        try (TestStreams bed = new TestStreams("push.streams.total-bytes", "100KiB")) {
            ByteStream stream = bed.create("s", BYTES, "x".repeat(20_000));
            long before = bed.streams().stats().bytes();

            ProducerMark mark = new ProducerMark("p", 0, 0);
            assertThat(reason(() -> bed.append("s", "y".repeat(200_000), mark))).isEqualTo(Reason.FULL);
            assertThat(reason(() -> bed.create("t", BYTES, "y".repeat(200_000))))
                    .isEqualTo(Reason.FULL);
            assertThat(reason(() -> bed.streams().get("t"))).isEqualTo(Reason.NOT_FOUND);
            assertThat(bed.streams().stats().bytes()).isEqualTo(before);
            assertThat(stream.tail()).isEqualTo(new Offset(20_000));
            // It counts for nothing that it was tried.
            assertThat(bed.append("s", "z", mark).duplicate()).isFalse();
            assertThat(TestStreams.all(stream)).isEqualTo("x".repeat(20_000) + 'z');
            bed.streams().delete("s");
            assertThat(bed.streams().stats().bytes()).isZero();
            bed.create("t", BYTES, "y".repeat(20_000));
        }
    }

    @Test
    void forgetsTheOldestButNeverTheBeginning() {
        try (TestStreams bed = new TestStreams("push.streams.max-bytes", "1MiB", "push.streams.overflow", "evict")) {
            byte[] all = pattern(8 << 20);
            ByteStream stream = bed.create("s", BYTES);
            for (int at = 0; at < all.length; at += 10_000) {
                bed.streams().append("s", Arrays.copyOfRange(all, at, Math.min(all.length, at + 10_000)));
            }

            assertThat(bed.streams().stats().bytes()).isBetween(1L << 20, 2L << 20);
            assertThat(stream.earliest().position()).isBetween((6L << 20), (7L << 20));
            // The last MiB at least.
            assertReads(stream, all.length - (1 << 20), all);
            assertReads(stream, (int) stream.earliest().position(), all);
            assertThat(reason(() -> stream.page(new Offset(1 << 20), 10))).isEqualTo(Reason.EVICTED);
            assertThat(reason(() -> stream.page(new Offset(stream.earliest().position() - 1), 10)))
                    .isEqualTo(Reason.EVICTED);
            assertThat(stream.isKept(new Offset(PREFACE - 1))).isTrue();
            assertThat(stream.isKept(stream.tail())).isTrue();
        }
    }

    @Test
    void aPageOfTheBeginningEndsWhereSomethingIsMissing() {
        try (TestStreams bed = new TestStreams("push.streams.max-bytes", "1MiB", "push.streams.overflow", "evict")) {
            byte[] all = pattern(8 << 20);
            ByteStream stream = bed.create("s", BYTES);
            bed.streams().append("s", all);

            Page page = stream.page(Offset.START, 1 << 20);
            assertThat(page.end().position()).isBetween((long) PREFACE, 1L << 19);
            assertThat(page.upToDate()).isFalse();
            assertThat(page.last()).isFalse();
            assertThat(TestStreams.bytes(stream, page))
                    .isEqualTo(Arrays.copyOf(all, (int) page.end().position()));
            assertThat(reason(() -> stream.page(page.end(), 10))).isEqualTo(Reason.EVICTED);
        }
    }

    @Test
    void aPageOfJsonEndsWithTheLastMessageBeforeWhatIsMissing() {
        try (TestStreams bed = new TestStreams("push.streams.max-bytes", "1MiB", "push.streams.overflow", "evict")) {
            ByteStream stream = bed.create("s", JSON);
            for (int i = 0; i < 4_000; i++) {
                bed.append("s", "\"" + "x".repeat(998) + '"');
            }

            Page page = stream.page(Offset.START, 1 << 20);
            assertThat(page.end().position() % 1_002).isZero();
            assertThat(page.end().position()).isBetween((long) PREFACE - 1_002, 1L << 19);
            assertThat(TestStreams.text(stream, page)).startsWith("\"xx").endsWith("\",\n");
            assertThat(page.upToDate()).isFalse();
        }
    }

    @Test
    void aForkWhoseSourceForgetsBeginsNoEarlierThanItself() {
        try (TestStreams bed = new TestStreams("push.streams.max-bytes", "1MiB", "push.streams.overflow", "evict")) {
            bed.create("source", BYTES);
            for (int i = 0; i < 20; i++) {
                bed.streams().append("source", pattern(10_000));
            }
            ByteStream fork = bed.fork("fork", "source");
            bed.append("fork", "own");
            bed.streams().append("source", pattern(4 << 20));

            assertThat(bed.streams().get("source").earliest().position()).isGreaterThan(1 << 20);
            assertThat(fork.earliest()).isEqualTo(new Offset(200_000));
            assertThat(TestStreams.text(fork, fork.page(fork.earliest(), 100))).isEqualTo("own");
            assertThat(fork.page(Offset.START, 1 << 20).end().position()).isLessThan(200_000);
            assertThat(reason(() -> fork.page(new Offset(199_999), 10))).isEqualTo(Reason.EVICTED);
        }
    }

    private static void assertReads(ByteStream stream, int from, byte[] all) {
        Offset at = new Offset(from);
        while (at.position() < all.length) {
            Page page = stream.page(at, 1 << 20);
            assertThat(TestStreams.bytes(stream, page)).isEqualTo(Arrays.copyOfRange(all, (int) at.position(), (int)
                    page.end().position()));
            at = page.end();
        }
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 17 + (i >> 16));
        }
        return bytes;
    }
}
