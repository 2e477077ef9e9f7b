// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * A program of FFmpeg at work, as it is installed on this machine.
 *
 * <p>Without it a test is skipped by name; with {@code CI=true} it fails. For one thread.
 */
public final class Ffmpeg implements Closeable {
    private static final Pattern FRAMES = Pattern.compile("frame=(\\d+)");
    private static final long SECONDS = 60;

    private final Path said = Files.createTempFile("push-it-", ".out");
    private final Process process;

    private Ffmpeg(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    /**
     * Starts to decode an input, frame after frame. It tells of frames only while it goes on: give it a rate.
     *
     * @param input the arguments that name it
     * @return the running program
     * @throws IOException if it cannot be started
     */
    public static Ffmpeg decode(String... input) throws IOException {
        List<String> command = new ArrayList<>(List.of(program("ffmpeg"), "-nostdin", "-v", "error"));
        command.addAll(List.of("-stats_period", "0.1", "-progress", "pipe:1"));
        command.addAll(List.of(input));
        command.addAll(List.of("-fps_mode", "passthrough", "-f", "null", "-"));
        return new Ffmpeg(command);
    }

    /**
     * Looks into an input.
     *
     * @param entries what to tell of it
     * @param input its address
     * @return the running program
     * @throws IOException if it cannot be started
     */
    public static Ffmpeg probe(String entries, String input) throws IOException {
        return new Ffmpeg(List.of(
                program("ffprobe"), "-v", "error", "-show_entries", entries, "-of", "default=nk=1:nw=1", input));
    }

    /**
     * How many frames it has decoded by now.
     *
     * @return the count
     * @throws IOException if its words cannot be read
     */
    public int frames() throws IOException {
        List<String> counts =
                FRAMES.matcher(said()).results().map(MatchResult::group).toList();
        return counts.isEmpty()
                ? 0
                : Integer.parseInt(counts.get(counts.size() - 1).substring("frame=".length()));
    }

    /**
     * Waits for its end.
     *
     * @return what it has said
     * @throws IOException if it fails or does not end
     * @throws InterruptedException if the thread is interrupted
     */
    public String end() throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("It has not ended well, and said: " + said());
        }
        return said();
    }

    private String said() throws IOException {
        return Files.readString(said, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(said);
    }

    private static String program(String name) throws IOException {
        for (String folder :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return name;
            }
        }
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new IOException(name + " is not installed");
        }
        throw new TestAbortedException(name + " is not installed");
    }
}
