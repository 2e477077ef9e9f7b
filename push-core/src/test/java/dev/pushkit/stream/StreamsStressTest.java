// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.HubSettings;
import dev.pushkit.Ticker;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many write and many read at once: everybody sees the same bytes in the same order, and no tail goes back. */
@Timeout(60)
final class StreamsStressTest {
    private static final int WRITERS = 4;
    private static final int READERS = 6;
    private static final int APPENDS = 400;

    private ExecutorService threads;
    private Ticker ticker;

    @BeforeEach
    void start() {
        threads = Executors.newCachedThreadPool();
        ticker = Ticker.system();
    }

    @AfterEach
    void stop() throws InterruptedException {
        ticker.close();
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyReaderSeesTheSame(long seed) throws Exception {
        try (Streams streams = Streams.open(HubSettings.defaults(), threads, ticker)) {
            ByteStream stream = streams.create("s", StreamOptions.of("text/plain")).stream();
            List<Future<byte[]>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Random random = new Random(seed * 1_000 + i);
                readers.add(threads.submit(() -> read(stream, random)));
            }
            write(streams, seed);
            streams.close("s");

            byte[] whole = readers.get(0).get(30, TimeUnit.SECONDS);
            for (Future<byte[]> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isEqualTo(whole);
            }
            checkLines(new String(whole, StandardCharsets.UTF_8));
            assertThat(streams.stats().waiting()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void noReaderIsGivenOtherBytesWhileTheOldestAreForgotten(long seed) throws Exception {
        HubSettings settings =
                HubSettings.defaults().with("push.streams.max-bytes", "256KiB").with("push.streams.overflow", "evict");
        try (Streams streams = Streams.open(settings, threads, ticker)) {
            ByteStream stream = streams.create("s", StreamOptions.of("application/octet-stream")).stream();
            CountDownLatch over = new CountDownLatch(1);
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Random random = new Random(seed * 1_000 + i);
                readers.add(threads.submit(() -> readWhatIsLeft(stream, random, over)));
            }
            for (int i = 0; i < 1_000; i++) {
                streams.append("s", counted(stream.tail().position(), new Random(seed + i).nextInt(1, 20_000)));
            }
            over.countDown();
            int evicted = 0;
            for (Future<Integer> reader : readers) {
                evicted += reader.get(30, TimeUnit.SECONDS);
            }
            assertThat(evicted).as("readers that came too late").isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11, 12})
    void aProducerThatRepeatsEverythingAppendsItOnce(long seed) throws Exception {
        try (Streams streams = Streams.open(HubSettings.defaults(), threads, ticker)) {
            ByteStream stream = streams.create("s", StreamOptions.of("text/plain")).stream();
            List<CompletableFuture<Void>> racers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seed * 1_000 + i);
                racers.add(CompletableFuture.runAsync(() -> race(streams, random), threads));
            }
            for (CompletableFuture<Void> racer : racers) {
                racer.get(30, TimeUnit.SECONDS);
            }
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < APPENDS; i++) {
                expected.append(i).append('\n');
            }
            assertThat(TestStreams.all(stream)).isEqualTo(expected.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 14, 15})
    void whatIsCreatedForkedAndDeletedAtOnceLeavesNothing(long seed) throws Exception {
        try (Streams streams = Streams.open(HubSettings.defaults(), threads, ticker)) {
            List<CompletableFuture<Void>> users = new ArrayList<>();
            AtomicReference<Throwable> broken = new AtomicReference<>();
            for (int i = 0; i < 4; i++) {
                Random random = new Random(seed * 1_000 + i);
                users.add(CompletableFuture.runAsync(() -> use(streams, random, broken), threads));
            }
            for (CompletableFuture<Void> user : users) {
                user.get(30, TimeUnit.SECONDS);
            }
            assertThat(broken.get()).isNull();
            for (int i = 0; i < 6; i++) {
                String name = "s" + i;
                try {
                    streams.delete(name);
                } catch (StreamException gone) {
                    assertThat(gone.reason()).isIn(StreamException.Reason.NOT_FOUND, StreamException.Reason.DELETED);
                }
            }
            assertThat(streams.stats()).isEqualTo(new StreamStats(0, 0, 0));
        }
    }

    private void write(Streams streams, long seed) throws Exception {
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int writer = i;
            Random random = new Random(seed * 100 + i);
            writers.add(CompletableFuture.runAsync(
                    () -> {
                        long last = 0;
                        for (int n = 0; n < APPENDS; n++) {
                            String line = writer + " " + n + ' ' + "é€x".repeat(random.nextInt(200)) + '\n';
                            long tail = streams.append("s", TestStreams.bytes(line))
                                    .tail()
                                    .position();
                            assertThat(tail).isGreaterThan(last);
                            last = tail;
                        }
                    },
                    threads));
        }
        for (CompletableFuture<Void> writer : writers) {
            writer.get(30, TimeUnit.SECONDS);
        }
    }

    private static byte[] read(ByteStream stream, Random random) throws InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Offset at = Offset.START;
        long seen = 0;
        while (true) {
            Page page = stream.page(at, random.nextInt(4, 20_000));
            assertThat(page.end().position()).isGreaterThanOrEqualTo(at.position());
            assertThat(stream.tail().position()).isGreaterThanOrEqualTo(seen);
            seen = Math.max(page.end().position(), stream.tail().position());
            all.writeBytes(TestStreams.bytes(stream, page));
            at = page.end();
            if (page.last()) {
                return all.toByteArray();
            }
            if (page.upToDate()) {
                CountDownLatch more = new CountDownLatch(1);
                stream.await(at.position(), more::countDown);
                assertThat(more.await(20, TimeUnit.SECONDS)).as("woken").isTrue();
            }
        }
    }

    private static void checkLines(String text) {
        Map<String, Integer> next = new HashMap<>();
        for (String line : text.split("\n")) {
            String[] parts = line.split(" ", 3);
            assertThat(Integer.parseInt(parts[1])).isEqualTo(next.getOrDefault(parts[0], 0));
            next.merge(parts[0], 1, Integer::sum);
        }
        assertThat(next).hasSize(WRITERS).allSatisfy((writer, count) -> assertThat(count)
                .isEqualTo(APPENDS));
    }

    // Each byte tells of its place.
    private static byte[] counted(long from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = at(from + i);
        }
        return bytes;
    }

    private static byte at(long position) {
        return (byte) (position * 31 + (position >> 8) * 17 + (position >> 16));
    }

    private static int readWhatIsLeft(ByteStream stream, Random random, CountDownLatch over)
            throws InterruptedException {
        int evicted = 0;
        while (!over.await(0, TimeUnit.MILLISECONDS)) {
            long tail = stream.tail().position();
            long from = Math.max(0, tail - random.nextInt(600_000));
            try {
                Page page = stream.page(new Offset(from), 64 << 10);
                byte[] bytes = TestStreams.bytes(stream, page);
                for (int i = 0; i < bytes.length; i++) {
                    if (bytes[i] != at(from + i)) {
                        throw new AssertionError("Another byte at " + (from + i));
                    }
                }
            } catch (StreamException gone) {
                assertThat(gone.reason()).isEqualTo(StreamException.Reason.EVICTED);
                evicted++;
            }
        }
        return evicted;
    }

    private static void race(Streams streams, Random random) {
        for (int n = 0; n < APPENDS; ) {
            try {
                ProducerMark mark = new ProducerMark("p", 0, n);
                streams.append(
                        "s",
                        new Append(
                                TestStreams.slice(n + "\n"),
                                java.util.Optional.empty(),
                                java.util.Optional.of(mark),
                                java.util.Optional.empty(),
                                false,
                                false));
                n++;
            } catch (StreamException gap) {
                assertThat(gap.reason()).isEqualTo(StreamException.Reason.PRODUCER_GAP);
                n = random.nextBoolean() ? (int) gap.expected() : Math.max(0, n - random.nextInt(3));
            }
        }
    }

    private static void use(Streams streams, Random random, AtomicReference<Throwable> broken) {
        for (int i = 0; i < 3_000; i++) {
            String name = "s" + random.nextInt(6);
            try {
                switch (random.nextInt(5)) {
                    case 0 -> streams.create(name, StreamOptions.of("text/plain"), TestStreams.slice("abc"));
                    case 1 ->
                        streams.create(
                                name, TestStreams.forkOptions("s" + random.nextInt(6), java.util.Optional.empty(), 0));
                    case 2 -> streams.append(name, TestStreams.bytes("def"));
                    case 3 -> assertThat(TestStreams.all(streams.read(name))).matches("(abc)?((abc)|(def))*");
                    default -> streams.delete(name);
                }
            } catch (StreamException expected) {
                if (expected.reason() == StreamException.Reason.FAILED) {
                    broken.compareAndSet(null, expected);
                }
            } catch (RuntimeException | AssertionError e) {
                broken.compareAndSet(null, e);
            }
        }
    }
}
