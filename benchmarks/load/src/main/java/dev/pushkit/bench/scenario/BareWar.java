// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A WAR without its jars. */
final class BareWar {
    private static final String JARS = "WEB-INF/lib/";

    private BareWar() {}

    /** Copies a WAR into a folder, without its jars. */
    static Path of(Path war, Path folder) throws IOException {
        Path bare = folder.resolve("bare.war");
        try (ZipFile in = new ZipFile(war.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bare))) {
            for (Enumeration<? extends ZipEntry> entries = in.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.getName().startsWith(JARS)) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream content = in.getInputStream(entry)) {
                        content.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
        return bare;
    }
}
