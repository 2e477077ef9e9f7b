// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WARs of the tests, as files and as archives. Thread-safe. */
public final class Wars {

    private Wars() {}

    /**
     * The sample application's WAR; the system property {@code it.war} says where it lies.
     *
     * @return the WAR file
     */
    public static Path sample() {
        return Settings.file("it.war");
    }

    /**
     * The sample application, as an archive for Arquillian, in the root context.
     *
     * @return the archive
     */
    public static WebArchive sampleArchive() {
        return ShrinkWrap.create(ZipImporter.class, "ROOT.war")
                .importFrom(sample().toFile())
                .as(WebArchive.class);
    }

    /**
     * An application with nothing but the two jars that people copy into theirs.
     *
     * @param name the archive's name, such as {@code app.war}
     * @return the archive
     */
    public static WebArchive bareArchive(String name) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addAsLibraries(
                        Settings.file("it.dropin").toFile(),
                        Settings.file("it.websocket").toFile());
    }

    /**
     * The folder whose files {@link App#MEDIA} serves.
     *
     * @return the folder, below that of the tests' servers
     */
    public static Path mediaFolder() {
        try {
            return Files.createDirectories(Settings.workFolder()
                            .resolve("media/" + ProcessHandle.current().pid()))
                    .toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes an archive to a file of its own.
     *
     * @param archive the archive
     * @return the file, below the folder of the tests' servers
     * @throws IOException if it cannot be written
     */
    static Path export(Archive<?> archive) throws IOException {
        Path folder = Files.createTempDirectory(Settings.workFolder(), "war-");
        Path war = folder.resolve(archive.getName());
        folder.toFile().deleteOnExit();
        war.toFile().deleteOnExit();
        archive.as(ZipExporter.class).exportTo(war.toFile(), true);
        return war;
    }
}
