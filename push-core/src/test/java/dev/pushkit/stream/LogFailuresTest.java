// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static dev.pushkit.stream.TestStreams.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.DirectExecutor;
import dev.pushkit.ManualTicker;
import dev.pushkit.stream.StreamException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What becomes of a stream whose log fails, or whose bounds were lowered. */
final class LogFailuresTest {
    private static final StreamHeader HEADER =
            new StreamHeader("id", "s", TestStreams.BYTES, Optional.empty(), Optional.empty(), Optional.empty());

    /** A log in memory that fails on demand. */
    private static final class FailingLog implements StreamLog {
        private final StreamLog log = new MemoryLog(HEADER, new MemoryStore(1 << 20));
        private boolean failing;
        private int trims;

        @Override
        public StreamHeader header() {
            return log.header();
        }

        @Override
        public StreamState state() {
            return log.state();
        }

        @Override
        public void append(Slice bytes, Commit commit, boolean durable) throws IOException {
            fail();
            log.append(bytes, commit, durable);
        }

        @Override
        public Slice read(long position, int most, ReadBuffer buffer) throws IOException {
            fail();
            return log.read(position, most, buffer);
        }

        @Override
        public void trim(long position) throws IOException {
            trims++;
            throw new IOException("No disk");
        }

        @Override
        public long holeStart() {
            return log.holeStart();
        }

        @Override
        public long holeEnd() {
            return log.holeEnd();
        }

        @Override
        public void remove() throws IOException {
            log.remove();
        }

        private void fail() throws IOException {
            if (failing) {
                throw new IOException("No disk");
            }
        }
    }

    private final FailingLog log = new FailingLog();

    @Test
    void anAppendThatCouldNotBeKeptNeverWas() {
        ByteStream stream = stream(new StreamBounds(0, false));
        AtomicInteger woken = new AtomicInteger();
        stream.append(Append.of(TestStreams.bytes("abc")));
        stream.await(3, woken::incrementAndGet);
        log.failing = true;
        ProducerMark mark = new ProducerMark("p", 0, 0);
        Append append = new Append(
                TestStreams.slice("def"), Optional.empty(), Optional.of(mark), Optional.of("1"), true, false);

        assertThat(reason(() -> stream.append(append))).isEqualTo(Reason.FAILED);
        assertThat(stream.tail()).isEqualTo(new Offset(3));
        assertThat(stream.isClosed()).isFalse();
        assertThat(woken).hasValue(0);
        assertThat(reason(() -> TestStreams.all(stream))).isEqualTo(Reason.FAILED);
        log.failing = false;
        assertThat(stream.append(append).duplicate()).isFalse();
        assertThat(TestStreams.all(stream)).isEqualTo("abcdef");
        assertThat(woken).hasValue(1);
    }

    @Test
    void whatWasKeptIsThereThoughTheOldestCouldNotBeForgotten() {
        ByteStream stream = stream(new StreamBounds(10, true));
        AtomicInteger woken = new AtomicInteger();
        stream.await(0, woken::incrementAndGet);

        assertThat(stream.append(Append.of(new byte[20])).tail()).isEqualTo(new Offset(20));
        assertThat(log.trims).isEqualTo(1);
        assertThat(woken).hasValue(1);
    }

    @Test
    void aStreamOverABoundThatWasLoweredEndsAllTheSame() throws IOException {
        stream(new StreamBounds(0, false)).append(Append.of(new byte[20]));
        ByteStream stream = stream(new StreamBounds(10, false));

        assertThat(reason(() -> stream.append(Append.of(new byte[1])))).isEqualTo(Reason.FULL);
        assertThat(stream.settle()).isEqualTo(new Offset(20));
        assertThat(stream.append(Append.end()).closed()).isTrue();
        stream.delete(true);
        assertThat(stream.isDeleted()).isTrue();
    }

    private ByteStream stream(StreamBounds bounds) {
        return new ByteStream(log, Optional.empty(), bounds, new DirectExecutor(), new ManualTicker());
    }
}
