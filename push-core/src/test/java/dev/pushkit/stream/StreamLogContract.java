// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a log does, wherever it is kept. */
abstract class StreamLogContract {
    static final int ROOM = 2 << 20;

    private StreamStore store;

    /** A store that has room for about {@link #ROOM} bytes. */
    abstract StreamStore open() throws IOException;

    @BeforeEach
    void openTheStore() throws IOException {
        store = open();
        assertThat(store.recover()).isEmpty();
    }

    @AfterEach
    void closeTheStore() throws IOException {
        store.close();
    }

    private StreamLog log() throws IOException {
        return store.create(LogBytes.header("a1"));
    }

    @Test
    void beginsEmpty() throws IOException {
        StreamLog log = log();

        assertThat(log.header()).isEqualTo(LogBytes.header("a1"));
        assertThat(log.state().tail()).isZero();
        assertThat(log.holeEnd()).isEqualTo(log.holeStart());
    }

    @Test
    void readsWhatWasAppended() throws IOException {
        StreamLog log = log();
        LogBytes.append(log, "Hello");
        LogBytes.append(log, ", ");
        LogBytes.append(log, "world");

        assertThat(LogBytes.text(log)).isEqualTo("Hello, world");
        assertThat(LogBytes.read(log, 3, 8)).asString().isEqualTo("lo, w");
    }

    @Test
    void readsFromAnyPositionAcrossItsPieces() throws IOException {
        StreamLog log = log();
        byte[] all = LogBytes.random(300_000, 1);
        for (int at = 0; at < all.length; at += 7_777) {
            LogBytes.append(log, Arrays.copyOfRange(all, at, Math.min(all.length, at + 7_777)));
        }

        assertThat(LogBytes.readAll(log)).isEqualTo(all);
        for (int from = 0; from < all.length; from += 12_345) {
            assertThat(LogBytes.read(log, from, all.length)).isEqualTo(Arrays.copyOfRange(all, from, all.length));
        }
    }

    @Test
    void readsNoMoreThanIsAskedFor() throws IOException {
        StreamLog log = log();
        LogBytes.append(log, LogBytes.random(5_000, 2));

        assertThat(log.read(0, 0, new ReadBuffer(100)).length()).isZero();
        assertThat(log.read(0, 10, new ReadBuffer(100)).length()).isEqualTo(10);
        assertThat(log.read(4_990, 10, new ReadBuffer(100)).length()).isEqualTo(10);
    }

    @Test
    void keepsCommitsWithoutBytes() throws IOException {
        StreamLog log = log();
        LogBytes.close(log);

        assertThat(log.state().isClosed()).isTrue();
        assertThat(log.state().tail()).isZero();
    }

    @Test
    void startsWhereItWasForkedOff() throws IOException {
        StreamLog log = store.create(LogBytes.header("b2", Optional.of(new ForkOrigin("a1", "a", 70_001))));
        LogBytes.append(log, "own");

        assertThat(log.state().tail()).isEqualTo(70_004);
        assertThat(LogBytes.text(log)).isEqualTo("own");
        assertThatThrownBy(() -> log.read(70_000, 1, new ReadBuffer(10))).isInstanceOf(IOException.class);
    }

    @Test
    void refusesWholeAppendsThatHaveNoRoom() throws IOException {
        StreamLog log = log();
        byte[] half = LogBytes.random(ROOM / 2, 3);
        LogBytes.append(log, half);

        assertThatThrownBy(() -> LogBytes.append(log, LogBytes.random(ROOM, 4)))
                .isInstanceOf(StorageFullException.class)
                .hasMessageContaining("push.streams.total-bytes");
        LogBytes.append(log, "still");
        LogBytes.close(log);

        assertThat(LogBytes.read(log, half.length, log.state().tail()))
                .asString()
                .isEqualTo("still");
        assertThat(LogBytes.read(log, 0, half.length)).isEqualTo(half);
    }

    @Test
    void givesRoomBackWhenItIsRemoved() throws IOException {
        StreamLog log = log();
        LogBytes.append(log, LogBytes.random(ROOM / 2, 3));
        log.remove();

        assertThat(store.bytes()).isZero();
        LogBytes.append(store.create(LogBytes.header("c3")), LogBytes.random(ROOM / 2, 3));
    }

    @Test
    void forgetsItsMiddleAndKeepsItsBeginning() throws IOException {
        StreamLog log = log();
        byte[] all = LogBytes.random(1_500_000, 5);
        for (int at = 0; at < all.length; at += 10_000) {
            LogBytes.append(log, Arrays.copyOfRange(all, at, at + 10_000));
        }
        long before = store.bytes();
        log.trim(1_400_000);

        assertThat(log.holeStart()).isBetween(64L << 10, 1_000_000L);
        assertThat(log.holeEnd()).isBetween(log.holeStart() + 1, 1_400_000L);
        assertThat(store.bytes()).isEqualTo(before - (log.holeEnd() - log.holeStart()));
        int start = (int) log.holeStart();
        int end = (int) log.holeEnd();
        assertThat(LogBytes.read(log, 0, start)).isEqualTo(Arrays.copyOf(all, start));
        assertThat(LogBytes.read(log, end, all.length)).isEqualTo(Arrays.copyOfRange(all, end, all.length));
        assertThatThrownBy(() -> log.read(start, 1, new ReadBuffer(10))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> log.read(end - 1, 1, new ReadBuffer(10))).isInstanceOf(IOException.class);
    }

    @Test
    void forgetsNeitherItsBeginningNorItsEnd() throws IOException {
        StreamLog log = log();
        LogBytes.append(log, LogBytes.random(64 << 10, 6));
        log.trim(64 << 10);
        LogBytes.append(log, LogBytes.random(10, 7));
        log.trim(log.state().tail());

        assertThat(log.holeEnd()).isEqualTo(log.holeStart());
        assertThat(LogBytes.readAll(log)).hasSize((64 << 10) + 10);
    }

    @Test
    void isReadWhileItGrows() throws Exception {
        StreamLog log = log();
        byte[] all = LogBytes.random(500_000, 8);
        AtomicLong tail = new AtomicLong();
        CompletableFuture<byte[]> reader = CompletableFuture.supplyAsync(() -> {
            byte[] copy = new byte[all.length];
            ReadBuffer buffer = new ReadBuffer(4_000);
            try {
                for (int at = 0; at < copy.length; ) {
                    int there = (int) (tail.get() - at);
                    Slice slice = there == 0 ? Slice.EMPTY : log.read(at, there, buffer);
                    System.arraycopy(slice.array(), slice.offset(), copy, at, slice.length());
                    at += slice.length();
                    Thread.onSpinWait();
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return copy;
        });
        for (int at = 0; at < all.length; at += 500) {
            LogBytes.append(log, Arrays.copyOfRange(all, at, at + 500));
            tail.set(log.state().tail());
        }

        assertThat(reader.get()).isEqualTo(all);
    }
}
