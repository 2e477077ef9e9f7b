// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Hub;
import dev.pushkit.HubSettings;
import dev.pushkit.Ticker;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.ReadBuffer;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.StreamOptions;
import dev.pushkit.stream.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogFeedTest {
    private static final byte[] MUCH = new byte[256 << 10];

    private final Hub hub = Hub.create();
    private Streams streams;
    private LogFeed feed;

    @BeforeEach
    void open() throws IOException {
        streams = Streams.open(HubSettings.defaults(), Runnable::run, Ticker.system());
        feed = new LogFeed(() -> streams, hub::stats);
    }

    @AfterEach
    void close() {
        streams.close();
        hub.close();
    }

    @Test
    void beginsTheLogAndAddsALineATurn() {
        turns(3);
        assertThat(text()).matches("(\\S+Z INFO 0000[12] \\S.*\n){2}");
    }

    @Test
    void closesALargeLogAndBeginsAnotherOneAWhileLater() {
        turns(1);
        String first = log().id();
        streams.append(LogFeed.NAME, MUCH);
        turns(1);
        assertThat(log().isClosed()).isTrue();
        turns(19);
        assertThat(log().id()).isEqualTo(first);
        turns(3);
        assertThat(log().id()).isNotEqualTo(first);
        assertThat(log().isClosed()).isFalse();
    }

    @Test
    void takesItsNameBackFromAnotherStream() {
        streams.create(LogFeed.NAME, StreamOptions.of("application/json"));
        turns(3);
        assertThat(log().isText()).isTrue();
        assertThat(text()).contains("INFO");
    }

    @Test
    void isQuietOnceTheStreamsAreClosed() {
        turns(1);
        streams.close();
        turns(1);
        assertThat(streams.isOpen()).isFalse();
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            feed.append();
        }
    }

    private ByteStream log() {
        return streams.get(LogFeed.NAME);
    }

    private String text() {
        Slice read = log().read(0, 4_096, new ReadBuffer(4_096));
        return new String(read.array(), read.offset(), read.length(), StandardCharsets.UTF_8);
    }
}
