// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.HubSettings;
import dev.pushkit.Ticker;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Offset;
import dev.pushkit.stream.Page;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.StreamOptions;
import dev.pushkit.stream.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of streams as events, read as a browser reads them (WHATWG HTML, section 9.2). */
final class EventWriterTest {
    private final Ticker ticker = Ticker.system();
    private Streams streams;

    @BeforeEach
    void open() throws IOException {
        streams = Streams.open(HubSettings.defaults(), Runnable::run, ticker);
    }

    @AfterEach
    void close() {
        streams.close();
        ticker.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " a",
                "  a",
                "a\n",
                "\n",
                "\n\n",
                "\na",
                " \n b",
                "a\nb\n c",
                "data: x\n\nevent: control\ndata: {}\n\n",
                ":x",
                "id: 7\nretry: 1",
                "\u0000\u2028\u2029\uFEFF",
                "é€\uD83D\uDE80"
            })
    void bringsEveryText(String text) {
        ByteStream stream = create("text/plain", text);
        Event event = events(write(stream, Offset.START))[0];

        assertThat(event.name).isEqualTo("data");
        assertThat(event.data).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\r\nb", "\r\r", "\r\n\r\n", "\n\r", "a\r\n b\r c"})
    void bringsEveryEndOfALineAsOneLineFeed(String text) {
        ByteStream stream = create("text/plain", text + "end");
        Event event = events(write(stream, Offset.START))[0];

        assertThat(event.data).isEqualTo((text + "end").replace("\r\n", "\n").replace('\r', '\n'));
    }

    @Test
    void holdsBackHalfACharacterUntilTheRestCame() {
        byte[] rocket = "x\uD83D\uDE80".getBytes(StandardCharsets.UTF_8);
        ByteStream stream = create("text/plain", "");
        EventWriter writer = new EventWriter(stream);
        streams.append("s", java.util.Arrays.copyOf(rocket, 3));

        Page page = writer.cut(stream.page(Offset.START, 100));
        assertThat(page.end()).isEqualTo(new Offset(1));
        assertThat(writer.seen()).isEqualTo(3);
        streams.append("s", java.util.Arrays.copyOfRange(rocket, 3, 5));
        page = writer.cut(stream.page(page.end(), 100));
        assertThat(events(writer.write(page, Optional.empty()))[0].data).isEqualTo("\uD83D\uDE80");
    }

    @Test
    void holdsNothingBackOnceTheStreamIsClosed() {
        ByteStream stream = create("text/plain", "a\r");
        EventWriter writer = new EventWriter(stream);
        assertThat(writer.cut(stream.page(Offset.START, 100)).end()).isEqualTo(new Offset(1));
        streams.close("s");

        Page page = writer.cut(stream.page(Offset.START, 100));
        assertThat(page.last()).isTrue();
        assertThat(events(writer.write(page, Optional.empty()))[0].data).isEqualTo("a\n");
    }

    @Test
    void movesOnWhereNothingFollowsWhatItWouldHoldBack() {
        ByteStream stream = create("text/plain", "a\rb");
        // As before a place where bytes are missing.
        Page page = new Page(new Offset(1), new Offset(2), false, false);

        assertThat(new EventWriter(stream).cut(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void losesNothingOfATextThatComesByteByByte(long seed) {
        Random random = new Random(seed);
        String[] parts = {"a", " ", "\n", "\r", "\r\n", "é", "€", "\uD83D\uDE80", "data:", ":"};
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        byte[] bytes = text.append("end").toString().getBytes(StandardCharsets.UTF_8);
        ByteStream stream = create("text/plain", "");
        EventWriter writer = new EventWriter(stream);
        StringBuilder read = new StringBuilder();
        Offset at = Offset.START;
        for (int i = 0; i < bytes.length; ) {
            int count = Math.min(bytes.length - i, random.nextInt(1, 4));
            streams.append("s", java.util.Arrays.copyOfRange(bytes, i, i + count));
            i += count;
            Page page = writer.cut(stream.page(at, 1 << 14));
            if (page.end().compareTo(at) > 0) {
                read.append(events(writer.write(page, Optional.empty()))[0].data);
            }
            at = page.end();
        }
        assertThat(read.toString())
                .isEqualTo(text.toString().replace("\r\n", "\n").replace('\r', '\n'));
    }

    @Test
    void bringsJsonAsAnArray() {
        ByteStream stream = create("application/json", "[{\"a\":\"x\\ny\"},2,[3]]");

        assertThat(events(write(stream, Offset.START))[0].data.replace("\n", ""))
                .isEqualTo("[{\"a\":\"x\\ny\"},2,[3]]");
    }

    @Test
    void bringsBytesInBase64() {
        byte[] bytes = new byte[20_000];
        new Random(1).nextBytes(bytes);
        ByteStream stream = streams.create("b", StreamOptions.of("video/webm"), Slice.of(bytes)).stream();

        String data = events(write(stream, Offset.START))[0].data;
        assertThat(Base64.getDecoder().decode(data.replaceAll("[\n\r]", ""))).isEqualTo(bytes);
    }

    @Test
    void tellsWhereToGoOn() {
        ByteStream stream = create("text/plain", "abc");
        Event[] events = events(write(stream, Offset.START));

        assertThat(events).hasSize(2);
        assertThat(events[1].name).isEqualTo("control");
        assertThat(events[1].data)
                .isEqualTo("{\"streamNextOffset\":\"" + stream.tail() + "\",\"streamCursor\":\"c\",\"upToDate\":true}");
        assertThat(events(write(stream, stream.tail()))).hasSize(1);
    }

    private ByteStream create(String type, String body) {
        return streams.create("s", StreamOptions.of(type), Slice.of(body.getBytes(StandardCharsets.UTF_8))).stream();
    }

    private static Slice write(ByteStream stream, Offset from) {
        EventWriter writer = new EventWriter(stream);
        return writer.write(writer.cut(stream.page(from, 1 << 16)), Optional.of("c"));
    }

    /** An event as a browser hands it over. */
    private record Event(String name, String data) {}

    private static Event[] events(Slice slice) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(slice.array(), slice.offset(), slice.length());
        String text = all.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace('\r', '\n');
        java.util.List<Event> events = new java.util.ArrayList<>();
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (line.isEmpty()) {
                if (data.length() > 0) {
                    events.add(new Event(name, data.substring(0, data.length() - 1)));
                }
                name = "message";
                data.setLength(0);
            } else if (colon != 0) {
                String field = colon < 0 ? line : line.substring(0, colon);
                String value = colon < 0 ? "" : line.substring(colon + 1);
                value = value.startsWith(" ") ? value.substring(1) : value;
                if (field.equals("event")) {
                    name = value;
                } else if (field.equals("data")) {
                    data.append(value).append('\n');
                }
            }
        }
        return events.toArray(new Event[0]);
    }
}
