// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static dev.pushkit.stream.TestStreams.BYTES;
import static dev.pushkit.stream.TestStreams.JSON;
import static dev.pushkit.stream.TestStreams.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pushkit.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PagesTest {
    private final TestStreams bed = new TestStreams();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void bringsAsManyBytesAsAreWanted() {
        ByteStream stream = bed.create("s", BYTES, "0123456789");

        Page first = stream.page(Offset.START, 4);
        assertThat(TestStreams.text(stream, first)).isEqualTo("0123");
        assertThat(first.upToDate()).isFalse();
        assertThat(first.last()).isFalse();
        Page rest = stream.page(first.end(), 100);
        assertThat(TestStreams.text(stream, rest)).isEqualTo("456789");
        assertThat(rest.upToDate()).isTrue();
        assertThat(rest.end()).isEqualTo(stream.tail());
    }

    @Test
    void isEmptyAtTheTailAndTellsTheEnd() {
        ByteStream stream = bed.create("s", BYTES, "0123");

        Page tail = stream.page(stream.tail(), 10);
        assertThat(tail.end()).isEqualTo(tail.start());
        assertThat(tail.upToDate()).isTrue();
        assertThat(tail.last()).isFalse();
        bed.streams().close("s");
        assertThat(stream.page(stream.tail(), 10).last()).isTrue();
        assertThat(stream.page(Offset.START, 3).last()).isFalse();
        assertThat(stream.page(Offset.START, 4).last()).isTrue();
    }

    @Test
    void refusesAPlaceBeyondTheEnd() {
        ByteStream stream = bed.create("s", BYTES, "0123");

        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> stream.page(new Offset(5), 10));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> stream.page(new Offset(9_999_999_999_999_999L), 10));
    }

    @Test
    void refusesEveryPlaceWithinAJsonMessage() {
        ByteStream stream = bed.create("s", JSON, "[{\"a\":1},\"b,c\"]");

        // {"a":1},\n is 9 bytes, "b,c",\n is 7.
        for (long position = 0; position <= stream.tail().position(); position++) {
            Offset at = new Offset(position);
            if (position == 0 || position == 9 || position == 16) {
                assertThat(stream.page(at, 100).end()).isEqualTo(stream.tail());
            } else {
                assertThatExceptionOfType(InvalidInputException.class)
                        .as("at %d", position)
                        .isThrownBy(() -> stream.page(at, 100));
            }
        }
    }

    @Test
    void endsBetweenJsonMessages() {
        ByteStream stream = bed.create("s", JSON, "[{\"a\":1},\"b,c\"]");

        for (int most = 1; most <= 8; most++) {
            assertThat(stream.page(Offset.START, most).end().position())
                    .as("a message that is larger than %d", most)
                    .isEqualTo(9);
        }
        assertThat(stream.page(Offset.START, 9).end().position()).isEqualTo(9);
        assertThat(stream.page(Offset.START, 15).end().position()).isEqualTo(9);
        assertThat(stream.page(Offset.START, 16).end().position()).isEqualTo(16);
    }

    @Test
    void bringsAWholeMessageThatIsFarLargerThanAPage() {
        String huge = "\"" + "x".repeat(1_000_000) + '"';
        ByteStream stream = bed.create("s", JSON, "[1," + huge + ",2]");

        Page first = stream.page(Offset.START, 1_000);
        assertThat(TestStreams.text(stream, first)).isEqualTo("1,\n");
        Page second = stream.page(first.end(), 1_000);
        assertThat(TestStreams.text(stream, second)).isEqualTo(huge + ",\n");
        Page third = stream.page(second.end(), 1_000);
        assertThat(TestStreams.text(stream, third)).isEqualTo("2,\n");
        assertThat(third.upToDate()).isTrue();
    }

    @Test
    void cutsNoCharacterOfAText() {
        String text = "aé€\uD83D\uDE80".repeat(200);
        ByteStream stream = bed.create("s", TEXT + ";charset=utf-8", text);

        for (int most = 1; most < 12; most++) {
            StringBuilder read = new StringBuilder();
            Offset at = Offset.START;
            while (!at.equals(stream.tail())) {
                Page page = stream.page(at, Math.max(4, most));
                String part = TestStreams.text(stream, page);
                assertThat(part).doesNotContain("\uFFFD");
                read.append(part);
                at = page.end();
            }
            assertThat(read).hasToString(text);
        }
    }

    @Test
    void alwaysMovesOnEvenWhereACharacterIsLargerThanAPage() {
        ByteStream stream = bed.create("s", TEXT, "\uD83D\uDE80\uD83D\uDE80");

        List<Long> ends = new ArrayList<>();
        Offset at = Offset.START;
        while (!at.equals(stream.tail())) {
            at = stream.page(at, 1).end();
            ends.add(at.position());
        }
        assertThat(ends).isSorted().doesNotHaveDuplicates().endsWith(8L);
    }

    @Test
    void putsAStreamTogetherThatSpansManyChunks() {
        StringBuilder text = new StringBuilder();
        ByteStream stream = bed.create("s", BYTES);
        for (int i = 0; i < 3_000; i++) {
            String part = "part " + i + ' ' + "x".repeat(i % 997) + '\n';
            text.append(part);
            bed.append("s", part);
        }
        assertThat(TestStreams.all(stream)).isEqualTo(text.toString());
        byte[] all = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < all.length; at += 7_919) {
            Page page = stream.page(new Offset(at), 100_000);
            byte[] read = TestStreams.bytes(stream, page);
            assertThat(read).isEqualTo(java.util.Arrays.copyOfRange(all, at, at + read.length));
        }
    }
}
