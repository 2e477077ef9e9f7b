// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FileStoreTest {
    // No file stays open, so that what is done to them is noticed.
    private static final DiskSizes SMALL = new DiskSizes(10_000, 2_000, 0);

    @TempDir
    Path folder;

    private FileStore open() throws IOException {
        return FileStore.open(folder, FsyncPolicy.INTERVAL, 0, SMALL);
    }

    @ParameterizedTest
    @EnumSource(FsyncPolicy.class)
    void findsEverythingAgain(FsyncPolicy policy) throws IOException {
        StreamHeader header = new StreamHeader(
                "Ab9",
                "films/ein schöner \uD83C\uDFAC",
                "video/mp4; codecs=\"avc1\"",
                Optional.of(Duration.ofMillis(1_500)),
                Optional.of(Instant.parse("2030-01-02T03:04:05.678901234Z")),
                Optional.of(new ForkOrigin("s1", "the source", 12)));
        byte[] bytes = LogBytes.random(100_000, 1);
        Optional<ProducerMark> mark = Optional.of(new ProducerMark("p", 1, 2));
        long size;
        try (FileStore store = FileStore.open(folder, policy, 0)) {
            StreamLog log = store.create(header);
            LogBytes.keep(log, bytes, new Commit(12 + bytes.length, true, false, mark, Optional.of("s3")));
            store.sync();
            size = store.bytes();
        }

        try (FileStore store = FileStore.open(folder, policy, 0)) {
            StreamLog log = store.recover().get(0);
            assertThat(log.header()).isEqualTo(header);
            assertThat(LogBytes.readAll(log)).isEqualTo(bytes);
            assertThat(log.state().isClosed()).isTrue();
            assertThat(log.state().closedBy()).isEqualTo(mark);
            assertThat(log.state().sequence()).contains("s3");
            assertThat(store.bytes()).isEqualTo(size).isBetween(100_000L, 100_100L);
        }
    }

    @Test
    void findsAppendsThatWereNeverForced() throws IOException {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        try (FileStore store = FileStore.open(folder.resolve("first"), FsyncPolicy.ALWAYS, 0, SMALL)) {
            StreamLog log = store.create(LogBytes.header("a1"));
            Commit piece = new Commit(5, false, false, Optional.empty(), Optional.empty());
            log.append(Slice.of("Hello".getBytes()), piece, false);
            // As if the process were killed now.
            FolderImage.of(folder.resolve("first/a1")).write(copy.resolve("a1"));
        }

        try (FileStore store = FileStore.open(copy, FsyncPolicy.ALWAYS, 0, SMALL)) {
            assertThat(LogBytes.text(store.recover().get(0))).isEqualTo("Hello");
        }
    }

    @Test
    void keepsItsHoleOverARestart() throws IOException {
        byte[] all = LogBytes.random(200_000, 2);
        long start;
        long end;
        try (FileStore store = open()) {
            StreamLog log = store.create(LogBytes.header("a1"));
            for (int at = 0; at < all.length; at += 1_000) {
                LogBytes.append(log, Arrays.copyOfRange(all, at, at + 1_000));
                log.trim(at - 50_000);
            }
            start = log.holeStart();
            end = log.holeEnd();
        }

        try (FileStore store = open()) {
            StreamLog log = store.recover().get(0);
            assertThat(log.holeStart()).isEqualTo(start).isEqualTo(70_000);
            assertThat(log.holeEnd()).isEqualTo(end).isEqualTo(140_000);
            assertThat(LogBytes.read(log, 0, start)).isEqualTo(Arrays.copyOf(all, 70_000));
            assertThat(LogBytes.read(log, end, 200_000)).isEqualTo(Arrays.copyOfRange(all, 140_000, 200_000));
            log.trim(170_000);
            assertThat(log.holeEnd()).isEqualTo(170_000);
        }
    }

    @Test
    void keepsItsJournalShort() throws IOException {
        try (FileStore store = open()) {
            StreamLog log = store.create(LogBytes.header("a1"));
            for (int i = 0; i < 2_000; i++) {
                String producer = "p" + i % 10;
                LogBytes.append(log, new byte[] {(byte) i}, Optional.of(new ProducerMark(producer, 0, i)));
                assertThat(Files.size(folder.resolve("a1/journal"))).isLessThan(4_000);
            }
            assertThat(store.bytes()).isEqualTo(2_000 + Files.size(folder.resolve("a1/journal")));
        }

        try (FileStore store = open()) {
            StreamLog log = store.recover().get(0);
            assertThat(log.state().tail()).isEqualTo(2_000);
            for (int i = 0; i < 10; i++) {
                assertThat(log.state().last("p" + i)).contains(new ProducerMark("p" + i, 0, 1_990 + i));
            }
        }
    }

    @Test
    void forgetsWhatWasNeverFinishedOrHalfRemoved() throws IOException {
        try (FileStore store = open()) {
            LogBytes.append(store.create(LogBytes.header("a1")), "kept");
            LogBytes.append(store.create(LogBytes.header("b2")), "removed");
        }
        Files.move(folder.resolve("b2"), folder.resolve("b2.stream-removed"));
        Files.createDirectories(folder.resolve("c3.stream-begun"));
        Files.createDirectories(folder.resolve("lost+found"));

        try (FileStore store = open()) {
            assertThat(store.recover()).hasSize(1);
            assertThat(files(folder)).containsExactlyInAnyOrder("a1", "lock", "lost+found");
        }
    }

    @Test
    void servesTheOthersWhereOneIsDamaged() throws IOException {
        try (FileStore store = open()) {
            LogBytes.append(store.create(LogBytes.header("a1")), "one");
            LogBytes.append(store.create(LogBytes.header("b2")), "two");
            LogBytes.append(store.create(LogBytes.header("c3")), "three");
        }
        Files.write(folder.resolve("a1/header"), new byte[] {1, 2, 3});
        Files.delete(folder.resolve("b2/header"));
        Files.createDirectory(folder.resolve("d4"));

        try (FileStore store = open()) {
            List<StreamLog> logs = store.recover();
            assertThat(logs).hasSize(1);
            assertThat(LogBytes.text(logs.get(0))).isEqualTo("three");
            assertThat(files(folder)).contains("a1", "b2", "d4");
        }
    }

    @Test
    void removesItsFolder() throws IOException {
        try (FileStore store = open()) {
            StreamLog log = store.create(LogBytes.header("a1"));
            LogBytes.append(log, "Hello");
            log.remove();
            log.remove();

            assertThat(files(folder)).containsExactly("lock");
            assertThat(store.bytes()).isZero();
            assertThatIOException()
                    .isThrownBy(() -> LogBytes.append(log, "more"))
                    .withMessageContaining("removed");
            assertThatIOException().isThrownBy(() -> log.read(0, 1, new ReadBuffer(1)));
        }
    }

    @Test
    void isOpenedOnce() throws IOException {
        try (FileStore store = open()) {
            assertThatIOException()
                    .isThrownBy(this::open)
                    .withMessageContaining("This process uses the folder of streams " + folder);
            store.create(LogBytes.header("a1"));
        }
        open().close();
    }

    @Test
    void takesNoIdThatLeavesItsFolder() throws IOException {
        try (FileStore store = open()) {
            for (String id : List.of("..", "a/b", "", "a.b", "x".repeat(65))) {
                assertThatThrownBy(() -> store.create(LogBytes.header(id)))
                        .as(id)
                        .isInstanceOf(IllegalArgumentException.class);
            }
            store.create(LogBytes.header("a1"));
            assertThatIOException().isThrownBy(() -> store.create(LogBytes.header("a1")));
        }
    }

    @Test
    void changesNothingOnceItIsClosed() throws IOException {
        FileStore store = open();
        StreamLog log = store.create(LogBytes.header("a1"));
        LogBytes.append(log, "Hello");
        store.close();

        assertThatIOException().isThrownBy(() -> LogBytes.append(log, "more")).withMessageContaining("closed");
        assertThatIOException().isThrownBy(() -> log.read(0, 1, new ReadBuffer(1)));
        assertThatIOException().isThrownBy(log::remove);
        assertThatIOException().isThrownBy(() -> store.create(LogBytes.header("b2")));
        store.sync();
        store.close();
        try (FileStore again = open()) {
            assertThat(LogBytes.text(again.recover().get(0))).isEqualTo("Hello");
        }
    }

    @Test
    void refusesAppendsOnceOneCouldNotBeTakenBack() throws IOException {
        byte[] first = LogBytes.random(10_000, 4);
        try (FileStore store = open()) {
            StreamLog log = store.create(LogBytes.header("a1"));
            LogBytes.append(log, first);
            LogBytes.append(log, "second");
            Files.delete(folder.resolve("a1/0000000000010000"));

            assertThatIOException().isThrownBy(() -> LogBytes.append(log, "third"));
            assertThatIOException()
                    .isThrownBy(() -> LogBytes.append(log, "fourth"))
                    .withMessageContaining("until the server starts again");
            assertThat(LogBytes.read(log, 0, 10_000)).isEqualTo(first);
        }
    }

    @Test
    void keepsAppendingWhereAnAppendWasTakenBack() throws IOException {
        try (FileStore store = open()) {
            StreamLog log = store.create(LogBytes.header("a1"));
            LogBytes.append(log, "one ");
            // Longer than the file of the journal can say.
            Commit commit = new Commit(8, false, false, Optional.empty(), Optional.of("x".repeat(70_000)));
            assertThatIOException().isThrownBy(() -> log.append(Slice.of(new byte[4]), commit, true));
            long before = store.bytes();
            LogBytes.append(log, "two");

            assertThat(LogBytes.text(log)).isEqualTo("one two");
            assertThat(store.bytes()).isGreaterThan(before);
        }
    }

    private static List<String> files(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
