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
import dev.pushkit.OverloadedException;
import dev.pushkit.stream.StreamException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there, and for how long (Durable Streams, sections 4 and 5.1). */
final class CreationTest {
    private static final Instant LATER = Instant.parse("2026-01-01T01:00:00Z");

    private final TestStreams bed = new TestStreams("push.streams.count", "5");
    private final Streams streams = bed.streams();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void createsWithTheFirstBytesAndFindsTheSameAgain() {
        Created first = streams.create("s", StreamOptions.of(TEXT), TestStreams.slice("abc"));
        assertThat(first.isNew()).isTrue();

        Created again = streams.create("s", StreamOptions.of("TEXT/plain; charset=x"), TestStreams.slice("other"));
        assertThat(again.isNew()).isFalse();
        assertThat(again.stream()).isSameAs(first.stream());
        assertThat(TestStreams.all(again.stream())).isEqualTo("abc");
        assertThat(again.stream().contentType()).isEqualTo(TEXT);
    }

    @Test
    void refusesAnotherOneOfTheName() {
        bed.create("s", TEXT);

        assertThat(refused(StreamOptions.of(BYTES))).isEqualTo(Reason.OTHER_STREAM);
        assertThat(refused(options(Optional.empty(), Optional.empty(), false))).isEqualTo(Reason.OTHER_STREAM);
        assertThat(refused(StreamOptions.of(TEXT).withTtl(Duration.ofSeconds(1))))
                .isEqualTo(Reason.OTHER_STREAM);
        assertThat(refused(options(Optional.of(TEXT), Optional.of(LATER), false)))
                .isEqualTo(Reason.OTHER_STREAM);
        assertThat(refused(options(Optional.of(TEXT), Optional.empty(), true))).isEqualTo(Reason.OTHER_STREAM);
        streams.close("s");
        assertThat(refused(StreamOptions.of(TEXT))).isEqualTo(Reason.OTHER_STREAM);
        assertThat(streams.create("s", options(Optional.of(TEXT), Optional.empty(), true))
                        .isNew())
                .isFalse();
    }

    @Test
    void createsAClosedOneWithAllItWillEverHave() {
        ByteStream full =
                streams
                        .create("full", options(Optional.of(TEXT), Optional.empty(), true), TestStreams.slice("all"))
                        .stream();
        ByteStream empty = streams.create("empty", options(Optional.of(TEXT), Optional.empty(), true)).stream();

        assertThat(full.isClosed()).isTrue();
        assertThat(TestStreams.all(full)).isEqualTo("all");
        assertThat(full.page(Offset.START, 10).last()).isTrue();
        assertThat(empty.page(Offset.START, 10).last()).isTrue();
    }

    @Test
    void leavesNothingWhereItsFirstBytesAreRefused() {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> bed.create("s", JSON, "no JSON"));

        assertThat(reason(() -> streams.get("s"))).isEqualTo(Reason.NOT_FOUND);
        assertThat(streams.stats()).isEqualTo(new StreamStats(0, 0, 0));
    }

    @Test
    void takesAnEmptyArrayForNothing() {
        assertThat(bed.create("s", JSON, "[]").tail()).isEqualTo(Offset.START);
        assertThat(bed.create("t", JSON, "").tail()).isEqualTo(Offset.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", "__ds", "__ds/x", "a\nb", "*", "a/**"})
    void refusesBadNames(String name) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> bed.create(name, TEXT));
    }

    @Test
    void takesNoMoreThanItsMost() {
        for (int i = 0; i < 5; i++) {
            bed.create("s" + i, TEXT);
        }
        assertThat(reason(() -> bed.create("s5", TEXT))).isEqualTo(Reason.FULL);
        bed.create("s4", TEXT);
        streams.delete("s0");
        bed.create("s5", TEXT);
    }

    @Test
    void deletesOnceAndIsAnotherAfterwards() {
        ByteStream before = bed.create("s", TEXT, "old");
        streams.delete("s");

        assertThat(reason(() -> streams.get("s"))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(() -> streams.delete("s"))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(() -> bed.append("s", "x"))).isEqualTo(Reason.NOT_FOUND);
        assertThat(streams.stats().bytes()).isZero();
        ByteStream after = bed.create("s", BYTES);
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(after.tail()).isEqualTo(Offset.START);
        assertThat(before.isDeleted()).isTrue();
        assertThat(reason(() -> streams.append(before, Append.of(new byte[1])))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reason(() -> streams.settle(before))).isEqualTo(Reason.NOT_FOUND);
        assertThat(after.tail()).isEqualTo(Offset.START);
        assertThat(reason(() -> TestStreams.all(before))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void expiresWhenItWasNotUsedForItsTime() {
        streams.create("s", StreamOptions.of(TEXT).withTtl(Duration.ofSeconds(10)));
        bed.advance(Duration.ofSeconds(9));
        streams.read("s");
        bed.advance(Duration.ofSeconds(9));
        bed.append("s", "a");
        bed.advance(Duration.ofSeconds(9));
        // Looking is no use.
        streams.get("s");
        bed.advance(Duration.ofMillis(1_001));

        assertThat(reason(() -> streams.get("s"))).isEqualTo(Reason.NOT_FOUND);
        assertThat(streams.stats()).isEqualTo(new StreamStats(0, 0, 0));
    }

    @Test
    void findingItAgainIsNoUseEither() {
        StreamOptions options = StreamOptions.of(TEXT).withTtl(Duration.ofSeconds(10));
        streams.create("s", options, TestStreams.slice("a"));
        bed.advance(Duration.ofSeconds(11));

        Created after = streams.create("s", options);
        assertThat(after.isNew()).isTrue();
        assertThat(after.stream().tail()).isEqualTo(Offset.START);
    }

    @Test
    void expiresAtItsMomentHoweverMuchItIsUsed() {
        streams.create("s", options(Optional.of(TEXT), Optional.of(LATER), false));
        for (int i = 0; i < 59; i++) {
            bed.advance(Duration.ofMinutes(1));
            streams.read("s");
            bed.append("s", "a");
        }
        bed.advance(Duration.ofMinutes(1));

        assertThat(reason(() -> streams.read("s"))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void sweepsWhatNobodyAsksFor() {
        streams.create("s", StreamOptions.of(TEXT).withTtl(Duration.ofSeconds(1)), TestStreams.slice("abc"));
        bed.advance(Duration.ofSeconds(5));

        assertThat(streams.stats()).isEqualTo(new StreamStats(0, 0, 0));
    }

    @Test
    void refusesWritersOnceItIsClosed() {
        bed.create("s", TEXT);
        streams.close();

        assertThat(streams.isOpen()).isFalse();
        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> bed.append("s", "x"));
        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> bed.create("t", TEXT));
        assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> streams.delete("s"));
        streams.close();
    }

    private Reason refused(StreamOptions options) {
        return reason(() -> streams.create("s", options));
    }

    private static StreamOptions options(Optional<String> type, Optional<Instant> end, boolean closed) {
        return new StreamOptions(type, Optional.empty(), end, closed, Optional.empty());
    }
}
