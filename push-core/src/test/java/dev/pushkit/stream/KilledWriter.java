// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Appends numbered records to some streams, each by a thread of its own, and prints each that is done. */
final class KilledWriter {
    static final int STREAMS = 3;
    static final String PRODUCER = "writer";

    private KilledWriter() {}

    public static void main(String[] arguments) throws IOException {
        FileStore store = open(Path.of(arguments[0]), FsyncPolicy.valueOf(arguments[1]));
        List<StreamLog> logs = store.recover();
        for (int i = 0; i < STREAMS; i++) {
            String id = "w" + i;
            Optional<StreamLog> known =
                    logs.stream().filter(one -> one.header().id().equals(id)).findAny();
            StreamLog log = known.isPresent() ? known.get() : store.create(LogBytes.header(id));
            start(() -> write(log));
        }
        start(() -> createAndRemove(store));
        start(() -> {
            while (true) {
                store.sync();
            }
        });
        System.out.println("ready");
    }

    static FileStore open(Path folder, FsyncPolicy policy) throws IOException {
        // Segments and journals that end often; files that are closed and opened all the time.
        return FileStore.open(folder, policy, 0, new DiskSizes(20_000, 3_000, 4));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        new Thread(() -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        e.printStackTrace();
                        Runtime.getRuntime().halt(1);
                    }
                })
                .start();
    }

    private static void write(StreamLog log) throws IOException {
        Random random = new Random();
        long number =
                log.state().last(PRODUCER).map(mark -> mark.sequence() + 1).orElse(0L);
        while (true) {
            byte[] record = (number + ":" + "x".repeat(random.nextInt(300)) + "\n").getBytes(StandardCharsets.US_ASCII);
            Commit commit = new Commit(
                    log.state().tail() + record.length,
                    false,
                    false,
                    Optional.of(new ProducerMark(PRODUCER, 0, number)),
                    Optional.empty());
            log.append(Slice.of(record), commit, random.nextInt(4) > 0);
            log.state().apply(commit);
            System.out.println(log.header().id() + " " + number);
            number++;
        }
    }

    private static void createAndRemove(FileStore store) throws IOException {
        Random random = new Random();
        while (true) {
            StreamLog log = store.create(LogBytes.header("x" + random.nextInt(Integer.MAX_VALUE)));
            LogBytes.append(log, "soon gone");
            log.remove();
        }
    }
}
