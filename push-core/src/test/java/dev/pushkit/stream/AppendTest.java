// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static dev.pushkit.stream.TestStreams.BYTES;
import static dev.pushkit.stream.TestStreams.JSON;
import static dev.pushkit.stream.TestStreams.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pushkit.InvalidInputException;
import dev.pushkit.stream.StreamException.Reason;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Appends and those who send them (Durable Streams, sections 5.2 and 5.2.1). */
final class AppendTest {
    private final TestStreams bed = new TestStreams();
    private final Streams streams = bed.streams();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void tellsTheTailAfterwards() {
        ByteStream stream = bed.create("s", BYTES);

        assertThat(bed.append("s", "abc").tail()).isEqualTo(new Offset(3));
        assertThat(bed.append("s", "de").tail()).isEqualTo(new Offset(5));
        assertThat(stream.tail()).isEqualTo(new Offset(5));
        assertThat(TestStreams.all(stream)).isEqualTo("abcde");
    }

    @Test
    void takesNoPartInWhatBecomesOfTheCallersArray() {
        ByteStream stream = bed.create("s", BYTES);
        byte[] mine = TestStreams.bytes("abc");
        streams.append("s", new Append(new Slice(mine, 1, 2), none(), none(), none(), false, false));
        mine[1] = 'x';

        assertThat(TestStreams.all(stream)).isEqualTo("bc");
    }

    @Test
    void refusesNothingAtAll() {
        bed.create("s", BYTES);

        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> bed.append("s", ""));
        assertThat(reason(() -> bed.append("missing", "a"))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void refusesAnotherTypeWhateverTheBytesAre() {
        bed.create("bytes", BYTES);
        bed.create("json", JSON);

        assertThat(reason(() -> typed("bytes", "abc", "text/plain"))).isEqualTo(Reason.OTHER_TYPE);
        assertThat(reason(() -> typed("json", "1", "text/plain"))).isEqualTo(Reason.OTHER_TYPE);
        assertThat(reason(() -> typed("json", "no JSON", "text/plain"))).isEqualTo(Reason.OTHER_TYPE);
        typed("bytes", "abc", "Application/Octet-Stream ; x=y");
        typed("json", "1", "APPLICATION/JSON;charset=utf-8");
    }

    @Test
    void closesOnceAndWithTheLastBytes() {
        ByteStream stream = bed.create("s", BYTES);
        Appended last = streams.append("s", new Append(TestStreams.slice("end"), none(), none(), none(), true, false));

        assertThat(last.closed()).isTrue();
        assertThat(stream.isClosed()).isTrue();
        assertThat(streams.close("s").duplicate()).isTrue();
        assertThat(streams.close("s").tail()).isEqualTo(new Offset(3));
        assertThatExceptionOfType(StreamException.class)
                .isThrownBy(() -> bed.append("s", "more"))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.CLOSED);
                    assertThat(refused.tail()).contains(new Offset(3));
                });
        // Even where all else is wrong with it.
        assertThat(reason(() -> typed("s", "more", "text/plain"))).isEqualTo(Reason.CLOSED);
        assertThat(TestStreams.all(stream)).isEqualTo("end");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "5,0"})
    void aProducerBeginsAnywhereButWithNumberZero(long epoch, long number) {
        bed.create("s", BYTES);

        Appended first = bed.append("s", "a", new ProducerMark("p", epoch, number));
        assertThat(first.duplicate()).isFalse();
        assertThat(first.producer()).contains(new ProducerMark("p", epoch, number));
        assertThatExceptionOfType(StreamException.class)
                .isThrownBy(() -> bed.append("s", "b", new ProducerMark("q", epoch, 3)))
                .satisfies(gap -> {
                    assertThat(gap.reason()).isEqualTo(Reason.PRODUCER_GAP);
                    assertThat(gap.expected()).isZero();
                    assertThat(gap.received()).isEqualTo(3);
                });
    }

    @Test
    void aRepeatIsHarmlessAndTellsHowFarTheProducerIs() {
        ByteStream stream = bed.create("s", BYTES);
        for (int i = 0; i < 5; i++) {
            bed.append("s", "" + i, new ProducerMark("p", 0, i));
        }

        for (int i = 0; i < 5; i++) {
            Appended again = bed.append("s", "other", new ProducerMark("p", 0, i));
            assertThat(again.duplicate()).isTrue();
            assertThat(again.producer()).contains(new ProducerMark("p", 0, 4));
            assertThat(again.tail()).isEqualTo(new Offset(5));
        }
        assertThatExceptionOfType(StreamException.class)
                .isThrownBy(() -> bed.append("s", "x", new ProducerMark("p", 0, 6)))
                .satisfies(gap -> assertThat(gap.expected()).isEqualTo(5));
        assertThat(TestStreams.all(stream)).isEqualTo("01234");
    }

    @Test
    void aNewIncarnationFencesTheOldOneOff() {
        ByteStream stream = bed.create("s", BYTES);
        bed.append("s", "a", new ProducerMark("p", 0, 0));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> bed.append("s", "x", new ProducerMark("p", 1, 1)));
        bed.append("s", "b", new ProducerMark("p", 1, 0));

        assertThatExceptionOfType(StreamException.class)
                .isThrownBy(() -> bed.append("s", "x", new ProducerMark("p", 0, 1)))
                .satisfies(stale -> {
                    assertThat(stale.reason()).isEqualTo(Reason.STALE_PRODUCER);
                    assertThat(stale.expected()).isEqualTo(1);
                });
        bed.append("s", "c", new ProducerMark("p", 1, 1));
        assertThat(TestStreams.all(stream)).isEqualTo("abc");
    }

    @Test
    void whatIsRefusedLeavesTheProducerWhereItWas() {
        bed.create("s", JSON);
        bed.append("s", "1", new ProducerMark("p", 0, 0));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> bed.append("s", "no JSON", new ProducerMark("p", 0, 1)));

        assertThat(bed.append("s", "2", new ProducerMark("p", 0, 1)).duplicate())
                .isFalse();
    }

    @Test
    void producersDoNotKnowOfEachOther() {
        ByteStream stream = bed.create("s", BYTES);
        bed.append("s", "a", new ProducerMark("p", 7, 0));
        bed.append("s", "b", new ProducerMark("q", 0, 0));
        bed.append("s", "c", new ProducerMark("p", 7, 1));
        bed.append("s", "d", new ProducerMark("q", 0, 1));

        assertThat(TestStreams.all(stream)).isEqualTo("abcd");
    }

    @Test
    void aClosingProducerMayRepeatItselfAndNobodyElse() {
        bed.create("s", BYTES);
        ProducerMark mark = new ProducerMark("p", 0, 0);
        Append closing = new Append(TestStreams.slice("end"), none(), Optional.of(mark), none(), true, false);
        assertThat(streams.append("s", closing).duplicate()).isFalse();

        Appended again = streams.append("s", closing);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.closed()).isTrue();
        assertThat(again.producer()).contains(mark);
        assertThat(reason(() -> bed.append("s", "x", new ProducerMark("p", 0, 1))))
                .isEqualTo(Reason.CLOSED);
        assertThat(reason(() -> bed.append("s", "x", new ProducerMark("q", 0, 0))))
                .isEqualTo(Reason.CLOSED);
        assertThat(streams.close("s").duplicate()).isTrue();
    }

    @Test
    void aProducerClosesWithNothingToAppend() {
        bed.create("s", BYTES);
        ProducerMark mark = new ProducerMark("p", 0, 0);
        Append closing = new Append(Slice.EMPTY, none(), Optional.of(mark), none(), true, false);

        assertThat(streams.append("s", closing).closed()).isTrue();
        assertThat(streams.append("s", closing).duplicate()).isTrue();
    }

    @Test
    void forgetsTheProducersThatWroteLeastRecently() {
        bed.create("s", BYTES);
        for (int i = 0; i <= 10_000; i++) {
            bed.append("s", "a", new ProducerMark("p" + i, 0, 0));
        }

        assertThat(bed.append("s", "a", new ProducerMark("p1", 0, 0)).duplicate())
                .isTrue();
        assertThat(bed.append("s", "a", new ProducerMark("p0", 0, 0)).duplicate())
                .isFalse();
    }

    @Test
    void theWritersOwnNumberRisesAsText() {
        ByteStream stream = bed.create("s", BYTES);
        numbered("s", "a", "09");
        assertThat(reason(() -> numbered("s", "x", "09"))).isEqualTo(Reason.SEQUENCE);
        assertThat(reason(() -> numbered("s", "x", "08"))).isEqualTo(Reason.SEQUENCE);
        assertThat(reason(() -> numbered("s", "x", ""))).isEqualTo(Reason.SEQUENCE);
        numbered("s", "b", "1");
        assertThat(reason(() -> numbered("s", "x", "09z"))).isEqualTo(Reason.SEQUENCE);
        bed.append("s", "c");
        numbered("s", "d", "10");
        // By bytes: U+1F680 comes after U+FFFD, which UTF-16 has the other way round.
        numbered("s", "e", "\uFFFD");
        numbered("s", "f", "\uD83D\uDE80");
        assertThat(TestStreams.all(stream)).isEqualTo("abcdef");
    }

    @ParameterizedTest
    @CsvSource({"'',0,0", "p,-1,0", "p,0,-1", "p,9007199254740992,0", "p,0,9007199254740992"})
    void refusesMarksOutOfTheirRange(String id, long epoch, long number) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> new ProducerMark(id, epoch, number));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new ProducerMark("x".repeat(257), 0, 0));
    }

    private void typed(String name, String text, String type) {
        streams.append(name, new Append(TestStreams.slice(text), Optional.of(type), none(), none(), false, false));
    }

    private void numbered(String name, String text, String number) {
        streams.append(name, new Append(TestStreams.slice(text), none(), none(), Optional.of(number), false, false));
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }
}
