// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.client.SseEvent;
import dev.pushkit.it.client.SseReader;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many read and write streams of their own on connections that are used again, while others are reset in the midst of an
 * answer or a body: a container gives the objects of the one to the next.
 */
@Tag("thorough")
class StreamStormIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final int USERS = Integer.getInteger("it.streamstorm.users", 48);
    private static final int SECONDS = Integer.getInteger("it.streamstorm.seconds", 10);
    private static final String TEXT = "text/plain";
    private static final int LARGEST = 3_000_000;

    private final LongAdder bytesSeen = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder aborted = new LongAdder();

    @Test
    void givesNobodyForeignBytes() throws Exception {
        TestBed bed = TestBed.of(App.SAMPLE);
        int logMark = bed.server().orElseThrow().log().mark();
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        try {
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            List<Future<?>> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                User user = new User(bed.push(), i);
                users.add(threads.submit(() -> {
                    user.use(end);
                    return null;
                }));
            }
            for (Future<?> user : users) {
                user.get(SECONDS + 60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        LOG.log(
                System.Logger.Level.INFO,
                "{0} users: {1} requests, {2} of them reset, {3} bytes of streams read, none foreign",
                USERS,
                requests.sum(),
                aborted.sum(),
                bytesSeen.sum());
        assertThat(aborted.sum()).isPositive();
        assertThat(bytesSeen.sum()).isGreaterThan(LARGEST);
        assertThat(bed.server().orElseThrow().log().since(logMark)).doesNotContain("\tat dev.pushkit");
    }

    /** One stream, whose bytes tell whose they are and where. For one thread. */
    private final class User {
        private final Random random;
        private final URI push;
        private final byte[] token;
        private RawHttp http;
        private String path;
        private long tail;

        User(URI push, int index) {
            this.random = new Random(index);
            this.push = push;
            this.token = "<%05d>".formatted(index).getBytes(StandardCharsets.US_ASCII);
        }

        void use(long end) throws IOException {
            http = RawHttp.connect(push);
            create();
            while (System.nanoTime() < end) {
                switch (random.nextInt(8)) {
                    case 0, 1 -> append(random.nextInt(1, 300_000), false);
                    case 2 -> append(random.nextInt(1, 300_000), true);
                    case 3, 4 -> read();
                    case 5 -> follow();
                    case 6 -> abortRead();
                    default -> abortAppend();
                }
                if (tail > LARGEST) {
                    expect(RawRequest.of("DELETE", path), 204);
                    create();
                }
            }
            expect(RawRequest.of("DELETE", path), 204);
            http.close();
        }

        private void create() throws IOException {
            path = push.getRawPath() + "streams/demo/storm/" + UUID.randomUUID();
            expect(RawRequest.of("PUT", path).body(TEXT, new byte[0]), 201);
            tail = 0;
        }

        private void append(int count, boolean chunked) throws IOException {
            byte[] bytes = own(tail, count);
            RawResponse answer;
            if (chunked) {
                http.begin(chunked());
                for (int at = 0; at < count; ) {
                    int size = Math.min(count - at, random.nextInt(1, 60_000));
                    http.chunk(java.util.Arrays.copyOfRange(bytes, at, at + size));
                    at += size;
                }
                http.chunk(new byte[0]);
                answer = http.answer();
            } else {
                answer = http.send(RawRequest.post(path, TEXT, bytes));
            }
            requests.increment();
            assertThat(answer.text()).isEmpty();
            assertThat(answer.status()).isEqualTo(204);
            tail += count;
            assertThat(answer.header("Stream-Next-Offset")).contains(offset(tail));
        }

        private void read() throws IOException {
            long from = tail == 0 ? 0 : random.nextLong(tail);
            RawResponse answer = http.send(RawRequest.get(path + "?offset=" + offset(from)));
            requests.increment();
            assertThat(answer.status()).isEqualTo(200);
            check(answer.body(), from, Long.MAX_VALUE);
            assertThat(answer.header("Stream-Next-Offset")).isPresent();
        }

        private void follow() throws IOException {
            if (tail == 0) {
                return;
            }
            long from = random.nextLong(tail);
            try (RawHttp mine = RawHttp.connect(push)) {
                RawResponse answer = mine.send(RawRequest.get(path + "?live=sse&offset=" + offset(from)));
                requests.increment();
                assertThat(answer.status()).isEqualTo(200);
                SseReader events = new SseReader(answer.body());
                long at = from;
                while (at < tail) {
                    SseEvent event = events.next().orElseThrow();
                    if (event.type().equals("data")) {
                        byte[] bytes = event.data().getBytes(StandardCharsets.ISO_8859_1);
                        check(bytes, bytes.length, at);
                        at += bytes.length;
                    }
                }
                if (random.nextBoolean()) {
                    mine.connection().reset();
                }
            }
        }

        private void abortRead() throws IOException {
            long from = tail == 0 ? 0 : random.nextLong(tail);
            String live = random.nextInt(3) == 0 ? "&live=sse" : "";
            RawHttp old = http;
            RawResponse answer = old.send(RawRequest.get(path + "?offset=" + offset(from) + live));
            requests.increment();
            aborted.increment();
            assertThat(answer.status()).isEqualTo(200);
            if (live.isEmpty()) {
                check(answer.body(), from, random.nextInt(200_000));
            }
            old.connection().reset();
            http = RawHttp.connect(push);
        }

        // What was sent counts or not, and perhaps later than what is sent next: another stream begins.
        private void abortAppend() throws IOException {
            RawHttp old = http;
            requests.increment();
            aborted.increment();
            byte[] bytes = own(tail, random.nextInt(1, 100_000));
            switch (random.nextInt(3)) {
                case 0 -> {
                    old.begin(chunked());
                    old.chunk(bytes);
                    old.connection().write("ffff\r\nhalf");
                }
                case 1 -> old.begin(RawRequest.post(path, TEXT, bytes));
                default -> {
                    old.begin(RawRequest.of("POST", path)
                            .header("Content-Type", TEXT)
                            .header("Content-Length", "" + 2 * bytes.length));
                    old.connection().write(bytes);
                }
            }
            old.connection().reset();
            http = RawHttp.connect(push);
            expect(RawRequest.of("DELETE", path), 204);
            create();
        }

        private RawRequest chunked() {
            return RawRequest.of("POST", path).inPieces(TEXT);
        }

        private void check(InputStream body, long from, long most) throws IOException {
            byte[] buffer = new byte[1 << 14];
            long at = from;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                check(buffer, count, at);
                at += count;
                if (at - from >= most) {
                    return;
                }
            }
        }

        private void check(byte[] bytes, int count, long at) {
            bytesSeen.add(count);
            for (int i = 0; i < count; i++) {
                if (bytes[i] != token[(int) ((at + i) % token.length)]) {
                    throw new AssertionError("Another byte at " + (at + i) + " of "
                            + new String(token, StandardCharsets.US_ASCII) + ": "
                            + new String(
                                    bytes,
                                    Math.max(0, i - 20),
                                    Math.min(count, i + 40) - Math.max(0, i - 20),
                                    StandardCharsets.ISO_8859_1));
                }
            }
        }

        private void expect(RawRequest request, int status) throws IOException {
            RawResponse answer = http.send(request);
            requests.increment();
            String said = answer.text();
            assertThat(answer.status()).as(said).isEqualTo(status);
        }

        private byte[] own(long from, int count) {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++) {
                bytes[i] = token[(int) ((from + i) % token.length)];
            }
            return bytes;
        }
    }

    private static String offset(long position) {
        return "0000000000000000_%016d".formatted(position);
    }
}
