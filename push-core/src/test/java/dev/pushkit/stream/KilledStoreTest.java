// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class KilledStoreTest {
    private static final int ROUNDS = Integer.getInteger("core.kill.rounds", 5);

    @TempDir
    Path folder;

    private final Random random = new Random();
    // The last record of each stream that the writer said was kept.
    private final Map<String, Long> kept = new HashMap<>();

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aKilledServerLosesNothingThatItAcknowledged() throws Exception {
        Path errors = folder.resolve("errors");
        Path streams = folder.resolve("streams");
        for (int round = 0; round < ROUNDS; round++) {
            FsyncPolicy policy = FsyncPolicy.values()[round % FsyncPolicy.values().length];
            try (OtherProcess writer =
                    OtherProcess.start(List.of(), KilledWriter.class, errors, streams.toString(), policy.name())) {
                assertThat(writer.line()).as(() -> text(errors)).isNotNull();
                assertThatIOException()
                        .isThrownBy(() -> KilledWriter.open(streams, policy))
                        .withMessageContaining("Another process uses the folder of streams " + streams);
                int lines = random.nextInt(2_000);
                for (int i = 0; i < lines; i++) {
                    note(writer.line());
                }
                writer.kill();
                // Those that were said before it was.
                for (String line = writer.line(); line != null; line = writer.line()) {
                    note(line);
                }
            }
            assertThat(text(errors)).as("round " + round).doesNotContain("Exception", "damaged");
            assertKept(streams, policy);
        }
    }

    // The last line may be torn too.
    private void note(String line) {
        String[] words = String.valueOf(line).split(" ");
        if (words.length == 2 && words[0].length() == 2 && words[1].matches("[0-9]+")) {
            kept.merge(words[0], Long.parseLong(words[1]), Math::max);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void assertKept(Path streams, FsyncPolicy policy) throws IOException {
        try (FileStore store = KilledWriter.open(streams, policy)) {
            Map<String, StreamLog> logs = new HashMap<>();
            for (StreamLog log : store.recover()) {
                logs.put(log.header().id(), log);
            }
            for (Map.Entry<String, Long> stream : kept.entrySet()) {
                StreamLog log = logs.get(stream.getKey());
                long last = assertNumbered(LogBytes.text(log));
                assertThat(last).as(stream.getKey()).isGreaterThanOrEqualTo(stream.getValue());
                assertThat(log.state().last(KilledWriter.PRODUCER).map(ProducerMark::sequence))
                        .isEqualTo(Optional.of(last));
            }
            // One may have been about to be removed.
            assertThat(logs.keySet().stream().filter(id -> id.startsWith("x"))).hasSizeLessThanOrEqualTo(1);
            for (StreamLog log : logs.values()) {
                if (log.header().id().startsWith("x")) {
                    assertThat(LogBytes.text(log)).isIn("", "soon gone");
                    log.remove();
                }
            }
        }
        try (var paths = Files.list(streams)) {
            assertThat(paths.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.equals("lock") || name.matches("w[0-9]"));
        }
    }

    // Each once, in order, whole.
    private static long assertNumbered(String text) {
        long number = 0;
        for (String line : text.split("(?<=\n)")) {
            if (!line.startsWith(number + ":") || !line.endsWith("\n") || !line.matches("[0-9]+:x*\n")) {
                throw new AssertionError("Where record " + number + " should be: " + line);
            }
            number++;
        }
        return number - 1;
    }
}
