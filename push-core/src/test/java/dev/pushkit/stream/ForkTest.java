// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static dev.pushkit.stream.TestStreams.BYTES;
import static dev.pushkit.stream.TestStreams.JSON;
import static dev.pushkit.stream.TestStreams.TEXT;
import static dev.pushkit.stream.TestStreams.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pushkit.InvalidInputException;
import dev.pushkit.stream.StreamException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams that begin with another's bytes (Durable Streams, section 4.2). */
final class ForkTest {
    private static final Instant SOON = Instant.parse("2026-01-01T01:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-01T02:00:00Z");

    private final TestStreams bed = new TestStreams();
    private final Streams streams = bed.streams();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void goesOnFromThePlaceWithoutTheOther() {
        ByteStream source = bed.create("source", TEXT, "abcdef");
        ByteStream fork = bed.fork("fork", "source", new Offset(3), 0);
        bed.append("source", "GHI");
        bed.append("fork", "xyz");

        assertThat(TestStreams.all(source)).isEqualTo("abcdefGHI");
        assertThat(TestStreams.all(fork)).isEqualTo("abcxyz");
        assertThat(fork.contentType()).isEqualTo(TEXT);
        assertThat(fork.tail()).isEqualTo(new Offset(6));
        assertThat(TestStreams.text(fork, fork.page(new Offset(2), 2))).isEqualTo("cx");
    }

    @Test
    void beginsAtTheTailWhereNothingElseIsSaid() {
        bed.create("source", TEXT, "abc");
        bed.fork("fork", "source");
        bed.append("source", "def");

        assertThat(TestStreams.all(streams.get("fork"))).isEqualTo("abc");
        // The same again, although the source has grown.
        assertThat(streams.create("fork", TestStreams.forkOptions("source", Optional.empty(), 0))
                        .isNew())
                .isFalse();
        assertThat(reason(() -> bed.fork("fork", "source", new Offset(6), 0))).isEqualTo(Reason.OTHER_STREAM);
        assertThat(streams.create("fork", TestStreams.forkOptions("source", Optional.of(new Offset(3)), 0))
                        .isNew())
                .isFalse();
    }

    @Test
    void makesChains() {
        bed.create("a", BYTES, "0123456789");
        bed.fork("b", "a", new Offset(6), 0);
        bed.append("b", "bbbb");
        bed.fork("c", "b", new Offset(8), 0);
        bed.append("c", "cc");
        ByteStream last = bed.fork("d", "c", new Offset(3), 0);
        bed.append("d", "dd");

        assertThat(TestStreams.all(streams.get("b"))).isEqualTo("012345bbbb");
        assertThat(TestStreams.all(streams.get("c"))).isEqualTo("012345bbcc");
        assertThat(TestStreams.all(last)).isEqualTo("012dd");
    }

    @Test
    void countsOnFromItsPlace() {
        bed.create("bytes", BYTES, "0123456789");
        ByteStream fork = bed.fork("fork", "bytes", new Offset(2), 3);
        assertThat(TestStreams.all(fork)).isEqualTo("01234");
        bed.fork("whole", "bytes", new Offset(2), 8);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> bed.fork("x", "bytes", new Offset(2), 9));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> bed.fork("x", "bytes", new Offset(2), Long.MAX_VALUE));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> bed.fork("x", "bytes", new Offset(11), 0));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> streams.create("x", TestStreams.forkOptions("bytes", Optional.empty(), 1)));
        assertThat(reason(() -> streams.get("x"))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void countsMessagesOfJson() {
        bed.create("json", JSON, "[1,22,333]");
        assertThat(TestStreams.all(bed.fork("f0", "json", Offset.START, 0))).isEmpty();
        assertThat(TestStreams.all(bed.fork("f2", "json", Offset.START, 2))).isEqualTo("1,\n22,\n");
        assertThat(TestStreams.all(bed.fork("f12", "json", new Offset(3), 2))).isEqualTo("1,\n22,\n333,\n");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> bed.fork("x", "json", Offset.START, 4));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> bed.fork("x", "json", new Offset(1), 0));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> bed.fork("x", "json", new Offset(2), 0));
        bed.append("f2", "4");
        assertThat(TestStreams.all(streams.get("f2"))).isEqualTo("1,\n22,\n4,\n");
    }

    @Test
    void inheritsNeitherTheEndNorTheWriters() {
        bed.create("source", BYTES, "abc");
        bed.append("source", "d", new ProducerMark("p", 3, 0));
        streams.append(
                "source",
                new Append(TestStreams.slice("e"), Optional.empty(), Optional.empty(), Optional.of("9"), true, false));
        ByteStream fork = bed.fork("fork", "source");

        assertThat(fork.isClosed()).isFalse();
        assertThat(bed.append("fork", "f", new ProducerMark("p", 0, 0)).duplicate())
                .isFalse();
        streams.append(
                "fork",
                new Append(TestStreams.slice("g"), Optional.empty(), Optional.empty(), Optional.of("1"), false, false));
        assertThat(TestStreams.all(fork)).isEqualTo("abcdefg");
    }

    @Test
    void refusesWhatCannotBe() {
        bed.create("source", BYTES, "abc");

        assertThat(reason(() -> bed.fork("f", "missing"))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(() -> bed.fork("source", "source"))).isEqualTo(Reason.OTHER_STREAM);
        StreamOptions other = new StreamOptions(
                Optional.of(TEXT),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(new ForkPoint(new StreamName("source"), Optional.empty(), 0)));
        assertThat(reason(() -> streams.create("f", other))).isEqualTo(Reason.OTHER_STREAM);
        assertThat(streams.stats().streams()).isEqualTo(1);
    }

    @Test
    void keepsASourceForAsLongAsSomebodyNeedsIt() {
        bed.create("a", BYTES, "aaa");
        bed.fork("b", "a");
        bed.append("b", "bbb");
        bed.fork("c", "b");
        bed.append("c", "ccc");
        streams.delete("a");
        streams.delete("b");

        for (String name : new String[] {"a", "b"}) {
            assertThat(reason(() -> streams.read(name))).isEqualTo(Reason.DELETED);
            assertThat(reason(() -> streams.get(name))).isEqualTo(Reason.DELETED);
            assertThat(reason(() -> bed.append(name, "x"))).isEqualTo(Reason.DELETED);
            assertThat(reason(() -> streams.close(name))).isEqualTo(Reason.DELETED);
            assertThat(reason(() -> streams.delete(name))).isEqualTo(Reason.DELETED);
            assertThat(reason(() -> bed.create(name, BYTES))).isEqualTo(Reason.OTHER_STREAM);
            assertThat(reason(() -> bed.fork("x", name))).isEqualTo(Reason.OTHER_STREAM);
        }
        assertThat(TestStreams.all(streams.read("c"))).isEqualTo("aaabbbccc");
        streams.delete("c");
        assertThat(streams.stats()).isEqualTo(new StreamStats(0, 0, 0));
        for (String name : new String[] {"a", "b", "c"}) {
            assertThat(reason(() -> streams.read(name))).isEqualTo(Reason.NOT_FOUND);
        }
        bed.create("a", JSON);
    }

    @Test
    void anExpiredSourceIsKeptAlike() {
        streams.create("a", StreamOptions.of(BYTES).withTtl(Duration.ofSeconds(10)), TestStreams.slice("aaa"));
        streams.create("b", TestStreams.forkOptions("a", Optional.empty(), 0).withTtl(Duration.ofSeconds(100)));
        bed.advance(Duration.ofSeconds(50));

        assertThat(reason(() -> streams.read("a"))).isEqualTo(Reason.DELETED);
        assertThat(TestStreams.all(streams.read("b"))).isEqualTo("aaa");
        bed.advance(Duration.ofSeconds(110));
        assertThat(streams.stats()).isEqualTo(new StreamStats(0, 0, 0));
    }

    @Test
    void oneForkOfTwoIsNotTheLast() {
        bed.create("a", BYTES, "aaa");
        bed.fork("b", "a");
        bed.fork("c", "a");
        streams.delete("a");
        streams.delete("b");

        assertThat(reason(() -> streams.read("a"))).isEqualTo(Reason.DELETED);
        assertThat(TestStreams.all(streams.read("c"))).isEqualTo("aaa");
    }

    @Test
    void whatTheSourceGetsWakesNobodyAtTheFork() {
        bed.create("a", BYTES, "aaa");
        ByteStream fork = bed.fork("b", "a");
        AtomicInteger woken = new AtomicInteger();
        fork.await(3, woken::incrementAndGet);
        bed.append("a", "x");
        streams.delete("a");
        assertThat(woken).hasValue(0);

        bed.append("b", "y");
        assertThat(woken).hasValue(1);
    }

    /** The table of section 4.2. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,-,-",
                "-,20,20",
                "-,later,later",
                "10,-,10",
                "10,20,20",
                "10,later,later",
                "soon,-,soon",
                "soon,20,20",
                "soon,later,later"
            })
    void inheritsTheTimeToLive(String ofSource, String asked, String gets) {
        streams.create("source", expiring(ofSource, Optional.empty()));
        ForkPoint point = new ForkPoint(new StreamName("source"), Optional.empty(), 0);
        ByteStream fork = streams.create("fork", expiring(asked, Optional.of(point))).stream();

        StreamOptions expected = expiring(gets, Optional.empty());
        assertThat(fork.ttl()).isEqualTo(expected.ttl());
        assertThat(fork.expiresAt()).isEqualTo(expected.expiresAt());
        assertThat(streams.create("fork", expiring(asked, Optional.of(point))).isNew())
                .isFalse();
    }

    private static StreamOptions expiring(String how, Optional<ForkPoint> fork) {
        Optional<Instant> end =
                "soon".equals(how) ? Optional.of(SOON) : "later".equals(how) ? Optional.of(LATER) : Optional.empty();
        Optional<Duration> ttl = how == null || end.isPresent()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Long.parseLong(how)));
        return new StreamOptions(fork.isPresent() ? Optional.empty() : Optional.of(BYTES), ttl, end, false, fork);
    }
}
