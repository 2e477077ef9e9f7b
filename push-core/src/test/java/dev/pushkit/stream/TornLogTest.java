// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TornLogTest {
    private static final String SEGMENT = "0000000000000000";
    // A journal that is compacted early, and segments of a few appends.
    private static final DiskSizes SMALL = new DiskSizes(40, 200, 4);

    @TempDir
    Path folder;

    // Kept, so that it stays quiet: it has a line for each of a thousand recoveries.
    private final Logger log = Logger.getLogger("dev.pushkit");
    private final Random random = new Random(7);

    @BeforeEach
    void quieten() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void speakAgain() {
        log.setLevel(null);
    }

    @Test
    void keepsTheAppendsWhoseRecordsAreWhole() throws IOException {
        Torn torn = some(DiskSizes.STANDARD);
        FolderImage image = FolderImage.of(torn.stream());
        for (int at = 0; at < image.size("journal"); at++) {
            int whole = Torn.last(torn.lengths, at);
            assertRecovers(image.cut("journal", at), torn, whole);
            assertRecovers(image.flipped("journal", at, random.nextInt(8)), torn, whole);
        }
    }

    @Test
    void keepsTheAppendsWhoseBytesAreWhole() throws IOException {
        Torn torn = some(DiskSizes.STANDARD);
        FolderImage image = FolderImage.of(torn.stream());
        for (int at = 0; at < image.size(SEGMENT); at++) {
            int whole = Torn.last(torn.tails, at);
            assertRecovers(image.cut(SEGMENT, at), torn, whole);
            assertRecovers(image.flipped(SEGMENT, at, random.nextInt(8)), torn, whole);
        }
    }

    @Test
    void cutsOffWhatNoCommitIsAbout() throws IOException {
        Torn torn = some(DiskSizes.STANDARD);
        FolderImage image = FolderImage.of(torn.stream());
        int all = torn.prefixes.size() - 1;
        for (byte[] end : List.of(new byte[1], new byte[100], LogBytes.random(1_000, 3))) {
            assertRecovers(image.longer(SEGMENT, end), torn, all);
            assertRecovers(image.longer("journal", end), torn, all);
        }
    }

    @Test
    void keepsWholeAppendsWhereverTheLastSegmentAndTheJournalAreTorn() throws IOException {
        Torn torn = some(new DiskSizes(40, 1 << 20, 4));
        FolderImage image = FolderImage.of(torn.stream());
        String last = image.files().keySet().stream()
                .filter(file -> file.startsWith("0"))
                .reduce("", (before, after) -> after);
        long start = Long.parseLong(last);
        assertThat(start).isGreaterThan(40);
        for (int at = 0; at < image.size(last); at++) {
            int whole = Torn.last(torn.tails, start + at);
            assertRecovers(image.cut(last, at), torn, whole);
            assertRecovers(image.flipped(last, at, random.nextInt(8)), torn, whole);
        }
        for (int at = 0; at < image.size("journal"); at++) {
            int whole = Torn.last(torn.lengths, at);
            boolean known = torn.tails.get(whole) >= start;
            assertRecovers(image.cut("journal", at), torn, known ? whole : -1);
        }
    }

    @Test
    void leavesDamagedStreamsAsTheyAre() throws IOException {
        Torn torn = some(SMALL);
        FolderImage image = FolderImage.of(torn.stream());
        assertThat(image.size("journal"))
                .isLessThan(torn.lengths.stream().mapToInt(i -> i).max().getAsInt());
        for (String file : image.files().keySet()) {
            for (int at = 0; at < image.size(file); at++) {
                image.cut(file, at).write(torn.stream());
                try (FileStore store = FileStore.open(folder, FsyncPolicy.NEVER, 0)) {
                    List<StreamLog> logs = store.recover();
                    if (logs.isEmpty()) {
                        assertThat(FolderImage.of(torn.stream()).isSameAs(image.cut(file, at)))
                                .as("%s cut at %s is left alone", file, at)
                                .isTrue();
                    } else {
                        assertThat(Torn.describe(logs.get(0)))
                                .as("%s cut at %s", file, at)
                                .isIn(torn.prefixes);
                    }
                }
            }
        }
    }

    private Torn some(DiskSizes sizes) throws IOException {
        try (Torn torn = Torn.some(folder, sizes, 14)) {
            return torn;
        }
    }

    // And goes on from there.
    private void assertRecovers(FolderImage image, Torn torn, int prefix) throws IOException {
        image.write(torn.stream());
        String next;
        try (FileStore store = FileStore.open(folder, FsyncPolicy.NEVER, 0)) {
            List<StreamLog> logs = store.recover();
            if (prefix < 0) {
                assertThat(logs).isEmpty();
                return;
            }
            assertThat(logs).hasSize(1);
            assertThat(Torn.describe(logs.get(0))).isEqualTo(torn.prefixes.get(prefix));
            LogBytes.append(logs.get(0), new byte[] {1, 2, 3}, Optional.of(new ProducerMark("p", 10, 0)));
            next = Torn.describe(logs.get(0));
        }
        try (FileStore store = FileStore.open(folder, FsyncPolicy.NEVER, 0)) {
            assertThat(Torn.describe(store.recover().get(0))).isEqualTo(next);
        }
    }
}
