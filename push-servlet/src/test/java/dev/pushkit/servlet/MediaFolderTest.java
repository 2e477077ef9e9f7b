// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.HubSettings;
import dev.pushkit.InvalidInputException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaFolderTest {
    @TempDir
    private Path temp;

    private Path root;
    private MediaFolder folder;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectories(temp.resolve("served"));
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("sub/a.txt"), "inside");
        Files.writeString(root.resolve(".hidden"), "hidden");
        Files.writeString(temp.resolve("secret.txt"), "outside");
        Files.createDirectory(temp.resolve("served-not"));
        Files.writeString(temp.resolve("served-not/b.txt"), "outside");
        Files.createSymbolicLink(root.resolve("in.txt"), Path.of("sub/a.txt"));
        Files.createSymbolicLink(root.resolve("out.txt"), Path.of("../secret.txt"));
        Files.createSymbolicLink(root.resolve("out"), temp);
        Files.createSymbolicLink(root.resolve("like"), Path.of("../served-not"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        folder = MediaFolder.of(HubSettings.defaults().with("push.media.dir", root.toString()))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub/a.txt", "in.txt", "out/served/sub/a.txt"})
    void findsWhatLiesWithin(String name) throws IOException {
        Path found = folder.find(new MediaName(name)).orElseThrow();
        assertThat(Files.readString(found)).isEqualTo("inside");
        assertThat(folder.nameOf(found)).isEqualTo("sub/a.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "sub/../../secret.txt",
                "out.txt",
                "out/secret.txt",
                "like/b.txt",
                "loop",
                "sub",
                "none",
                "sub/a.txt/x",
                "nul\0byte",
                "/etc/hosts"
            })
    void findsNothingElse(String name) {
        assertThat(folder.find(new MediaName(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/../x", "/..", "/.", "/./x", "/a/../b", "/.hidden", "/a/.hidden/b", "/a\\b", "/..\\x", "/", ""})
    void takesNoNameThatLeadsElsewhere(String path) {
        assertThatThrownBy(() -> MediaName.of(path))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.status())
                        .isEqualTo(404));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a//b", "/a/", "//a", "/a\0b", "/a\nb", "/a*", "/\ud800"})
    void takesNoNameThatBreaksTheRulesOfTopics(String path) {
        assertThatThrownBy(() -> MediaName.of(path))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The object's name does not fit.");
    }

    @Test
    void refusesAFolderThatIsNone() {
        assertThatThrownBy(() -> MediaFolder.of(HubSettings.defaults().with("push.media.dir", root + "/none")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("push.media.dir");
        assertThat(MediaFolder.of(HubSettings.defaults())).isEmpty();
    }

    @Test
    void opensNoFileThatWasReplacedByALink() throws IOException {
        Path found = folder.find(new MediaName("sub/a.txt")).orElseThrow();
        Files.delete(found);
        Files.createSymbolicLink(found, temp.resolve("secret.txt"));

        assertThat(folder.open(found, "text/plain")).isEmpty();
    }

    @Test
    void opensNoFileWhoseFolderWasReplacedByALink() throws IOException {
        Path found = folder.find(new MediaName("sub/a.txt")).orElseThrow();
        Files.move(root.resolve("sub"), root.resolve("moved"));
        Files.writeString(Files.createDirectory(temp.resolve("other")).resolve("a.txt"), "outside");
        Files.createSymbolicLink(root.resolve("sub"), temp.resolve("other"));

        assertThat(folder.open(found, "text/plain")).isEmpty();
    }

    @Test
    void marksAFileThatHasJustChangedAsWeak() throws IOException {
        Path file = root.resolve("sub/a.txt");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        assertThat(validators(file).strong()).isFalse();
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(5)));
        Validators settled = validators(file);
        assertThat(settled.strong()).isTrue();
        assertThat(validators(file)).isEqualTo(settled);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(4)));
        assertThat(validators(file).tag()).isNotEqualTo(settled.tag());
    }

    @Test
    void failsWhereAFileBecameShorter() throws IOException {
        Path file = root.resolve("sub/a.txt");
        Body body = open(file).body(new Part(0, 6, Optional.empty()));
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(body::next).isInstanceOf(EOFException.class);
        body.release();
    }

    @Test
    void readsAPartAndLetsGoOfTheFile() throws IOException {
        Body body = open(root.resolve("sub/a.txt")).body(new Part(1, 4, Optional.empty()));
        var slice = body.next();
        assertThat(new String(slice.array(), slice.offset(), slice.length(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("nsi");
        assertThat(body.isOver()).isTrue();
        assertThat(body.next().length()).isZero();
        body.release();
        body.release();
        Body other = open(root.resolve("sub/a.txt")).body(new Part(0, 6, Optional.empty()));
        other.release();
        assertThatThrownBy(other::next).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void closesAFileOfWhichNoBodyIsTaken() throws IOException {
        Path file = root.resolve("sub/a.txt");
        FileChannel channel = FileChannel.open(file);
        MediaFile object = new MediaFile(
                channel,
                Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class),
                "text/plain",
                Instant.now());
        object.close();
        assertThat(channel.isOpen()).isFalse();
    }

    private Validators validators(Path file) throws IOException {
        MediaFile object = open(file);
        object.close();
        return object.validators();
    }

    private MediaFile open(Path file) throws IOException {
        return folder.open(file.toRealPath(), "text/plain").orElseThrow();
    }
}
