// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.HubSettings;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Ticker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Forks whose sources go, lose bytes, or are forks themselves. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ForkLifeTest {
    private final Ticker ticker = Ticker.system();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        ticker.close();
    }

    @Test
    void areCreatedOnceMoreThoughTheirSourceIsGone() throws Exception {
        try (Streams streams = open("")) {
            streams.create("source", StreamOptions.of("text/plain"), bytes("hello"));
            StreamOptions fork = fork("source", Optional.of(Offset.START), 3);
            assertThat(streams.create("fork", fork).isNew()).isTrue();
            streams.delete("source");
            assertThat(streams.create("fork", fork).isNew()).isFalse();
            assertThatThrownBy(() -> streams.create("fork", fork("source", Optional.of(Offset.START), 2)))
                    .isInstanceOf(StreamException.class);
        }
    }

    @Test
    void areRefusedBeyondABoundOfDepth() throws Exception {
        try (Streams streams = open("")) {
            streams.create("s0", StreamOptions.of("text/plain"), bytes("x"));
            for (int i = 1; i <= 64; i++) {
                streams.create("s" + i, fork("s" + (i - 1), Optional.empty(), 0));
            }
            assertThat(streams.read("s64").read(0, 1, new ReadBuffer(1)).length())
                    .isEqualTo(1);
            assertThatThrownBy(() -> streams.create("s65", fork("s64", Optional.empty(), 0)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("64 deep");
        }
    }

    @Test
    void sayThatBytesAreMissingWhichTheirSourceHasLost() throws Exception {
        try (Streams streams = open(folder.toString())) {
            streams.create("source", StreamOptions.of("application/json"), bytes("[1,2,3]"));
            streams.create("fork", fork("source", Optional.empty(), 0));
            streams.append("fork", "4".getBytes(StandardCharsets.UTF_8));
        }
        loseAllBytesOfTheSource();
        try (Streams streams = open(folder.toString())) {
            ByteStream fork = streams.read("fork");
            assertThatThrownBy(() -> fork.page(Offset.START, 100)).isInstanceOf(StreamException.class);
            streams.append("source", "9".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> fork.read(0, 100, new ReadBuffer(100))).isInstanceOf(StreamException.class);
            Page own = fork.page(fork.earliest(), 100);
            assertThat(own.end().position() - own.start().position()).isEqualTo("4,\n".length());
        }
    }

    // As a machine's end may leave it where nothing was made durable: created, and nothing appended yet.
    private void loseAllBytesOfTheSource() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> folders = files.filter(path -> path.endsWith("header"))
                    .map(Path::getParent)
                    .toList();
            for (Path stream : folders) {
                if (!Files.readString(stream.resolve("header"), StandardCharsets.ISO_8859_1)
                        .contains("fork")) {
                    try (Stream<Path> parts = Files.list(stream)) {
                        for (Path part :
                                parts.filter(path -> !path.endsWith("header")).toList()) {
                            Files.delete(part);
                        }
                    }
                }
            }
        }
    }

    private Streams open(String dir) throws Exception {
        return Streams.open(HubSettings.defaults().with("push.streams.dir", dir), Runnable::run, ticker);
    }

    private static StreamOptions fork(String source, Optional<Offset> offset, long beyond) {
        ForkPoint point = new ForkPoint(new StreamName(source), offset, beyond);
        return new StreamOptions(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.of(point));
    }

    private static Slice bytes(String text) {
        return Slice.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
