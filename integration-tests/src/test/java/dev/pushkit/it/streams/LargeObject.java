// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.streams;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * A file of pseudo-random bytes, and what they add up to.
 *
 * @param file where it is
 * @param size its bytes
 * @param checksum its CRC-32C
 */
record LargeObject(Path file, long size, long checksum) {
    private static final int BLOCK = 1 << 20;

    static LargeObject write(Path file, long size) throws IOException {
        CRC32C sum = new CRC32C();
        Random random = new Random(size);
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                int count = (int) Math.min(BLOCK, left);
                out.write(block, 0, count);
                sum.update(block, 0, count);
            }
        }
        return new LargeObject(file, size, sum.getValue());
    }
}
