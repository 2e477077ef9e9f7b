// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushkit.HubSettings;
import dev.pushkit.Ticker;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.Slice;
import dev.pushkit.stream.StreamOptions;
import dev.pushkit.stream.Streams;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LiveEdgeTest {
    private static final String HEADER =
            "1a45dfa3 84 42868101 18538067 01ffffffffffffff 1654ae6b 90 ae86 d78102 838102 ae86 d78101 838101 ";
    private static final String AUDIO = "a386 82 0000 80 aaaa ";
    private static final String KEYFRAME = "a386 81 0000 80 bbbb ";
    private static final String OTHER_FRAME = "a386 81 0000 00 cccc ";

    @TempDir
    private Path temp;

    private final Ticker ticker = Ticker.system();
    private final Streams streams = open();

    @AfterEach
    void close() {
        streams.close();
        ticker.close();
    }

    @Test
    void joinsWebmAtTheLastClusterThatBeginsWithAKeyframe() {
        byte[] first = hex(HEADER + cluster("00") + AUDIO + KEYFRAME + OTHER_FRAME);
        byte[] second = hex(cluster("10") + AUDIO + KEYFRAME);
        byte[] third = hex(cluster("20") + AUDIO + OTHER_FRAME);
        ByteStream stream = stream("video/webm", first, second, third);

        assertThat(edge(stream)).containsExactly(new Span(0, hex(HEADER).length), Span.from(first.length));
    }

    @Test
    void takesNoClusterOfWhichTooLittleIsThere() {
        byte[] first = hex(HEADER + cluster("00") + KEYFRAME);
        ByteStream stream = stream("video/webm", first, hex(cluster("10") + AUDIO));

        assertThat(edge(stream)).containsExactly(new Span(0, hex(HEADER).length), Span.from(hex(HEADER).length));
    }

    @Test
    void takesNoPictureForAClusterThatHoldsItsFourBytes() {
        byte[] first = hex(HEADER + cluster("00") + KEYFRAME);
        ByteStream stream = stream("video/webm", first, hex("a38c 81 0000 80 1f43b675 85 a0 8100"));

        assertThat(edge(stream).get(1)).isEqualTo(Span.from(hex(HEADER).length));
    }

    @Test
    void joinsSoundAtItsLastCluster() {
        String header = "1a45dfa3 80 18538067 01ffffffffffffff 1654ae6b 88 ae86 d78101 838102 ";
        byte[] first = hex(header + cluster("00") + "a386 81 0000 80 aaaa");
        ByteStream stream = stream("audio/webm; codecs=opus", first, hex("1f43b675 8f bf84 00000000 e78110"));

        assertThat(edge(stream)).containsExactly(new Span(0, hex(header).length), Span.from(first.length));
    }

    @Test
    void findsAClusterThatLiesAcrossTheEdgesOfWhatIsReadAtOnce() {
        for (int back = Excerpts.MOST - 80; back < Excerpts.MOST + 20; back++) {
            byte[] first = hex(HEADER + cluster("00") + KEYFRAME);
            byte[] second = hex(cluster("10") + KEYFRAME);
            ByteStream stream = stream("video/webm", first, second, new byte[back]);

            assertThat(edge(stream).get(1)).as("%d bytes back", back).isEqualTo(Span.from(first.length));
        }
    }

    @Test
    void beginsAtTheBeginningWhereNothingElseCanBeDecoded() {
        assertThat(edge(stream("video/webm", hex(HEADER)))).containsExactly(Span.from(0));
        assertThat(edge(stream("video/webm", new byte[200_000]))).containsExactly(Span.from(0));
        assertThat(edge(stream("video/mp4", box("ftyp", 8), box("mdat", 100)))).containsExactly(Span.from(0));
        assertThat(edge(stream("video/mp4", new byte[200_000]))).containsExactly(Span.from(0));
    }

    @Test
    void joinsMp4AtTheLastFragment() {
        byte[] header = concat(box("ftyp", 8), box("moov", 100_000));
        byte[] first = concat(fragment(1), box("mdat", 70_000));
        ByteStream stream = stream("video/mp4", header, first, fragment(2), box("mdat", 150_000));

        assertThat(edge(stream)).containsExactly(new Span(0, header.length), Span.from(header.length + first.length));
    }

    @ParameterizedTest
    @CsvSource({"video/mp2t, 1000, 940", "application/octet-stream, 1000, 1000", "audio/mpeg, 7, 7"})
    void joinsOtherTypesAtTheTail(String type, int length, long from) {
        assertThat(edge(stream(type, new byte[length]))).containsExactly(Span.from(from));
    }

    @ParameterizedTest
    @CsvSource({
        "webm, video/webm, -c:v libvpx -g 20 -b:v 1M -c:a libopus -f webm",
        "webm, video/webm, -c:v libvpx -g 20 -b:v 1M -an -f webm",
        "mp4, video/mp4, -c:v libx264 -g 20 -pix_fmt yuv420p -c:a aac -f mp4 -movflags frag_keyframe+empty_moov+default_base_moof",
    })
    void whatFfmpegMadeCanBeDecodedFromTheLiveEdge(String ending, String type, String options)
            throws IOException, InterruptedException {
        assumeTrue(hasFfmpeg(), "ffmpeg is not installed");
        Path made = temp.resolve("made." + ending);
        ffmpeg(
                ("-f lavfi -i testsrc=size=320x240:rate=10 -f lavfi -i sine -t 20 " + options + " pipe:1").split(" "),
                made);
        byte[] all = Files.readAllBytes(made);
        for (int tenth = 3; tenth < 10; tenth++) {
            ByteStream stream = stream(type, Arrays.copyOf(all, all.length / 10 * tenth));
            List<Span> edge = edge(stream);
            assertThat(edge).hasSize(2);
            assertThat(edge.get(1).first()).isGreaterThan(all.length / 10 * (tenth - 3));
            // What follows is cut at a place where a part ends for itself, so that every complaint is about the join.
            Path joined = temp.resolve("joined." + ending);
            Files.write(
                    joined,
                    concat(
                            Arrays.copyOf(all, (int) edge.get(0).end()),
                            Arrays.copyOfRange(all, (int) edge.get(1).first(), all.length)));
            Path complaints = temp.resolve("complaints");
            ffmpeg(("-xerror -i " + joined + " -map 0:v -f null -").split(" "), complaints);
            assertThat(complaints).isEmptyFile();
        }
    }

    private static boolean hasFfmpeg() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffmpeg")));
    }

    private static void ffmpeg(String[] arguments, Path output) throws IOException, InterruptedException {
        String[] command = Stream.concat(Stream.of("ffmpeg", "-v", "error", "-nostdin", "-y"), Stream.of(arguments))
                .toArray(String[]::new);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroy();
        }
    }

    private static List<Span> edge(ByteStream stream) {
        return LiveEdge.find(stream, stream.tail().position());
    }

    private ByteStream stream(String type, byte[]... pieces) {
        String name = "s" + System.nanoTime();
        streams.create(name, StreamOptions.of(type), Slice.of(concat(pieces)));
        return streams.get(name);
    }

    private Streams open() {
        try {
            return Streams.open(HubSettings.defaults(), Runnable::run, ticker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Of unknown size, as live encoders write it.
    private static String cluster(String time) {
        return "1f43b675 01ffffffffffffff e781" + time + " ";
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static byte[] box(String type, int length) {
        byte[] box = new byte[length + 8];
        for (int i = 0; i < 4; i++) {
            box[i] = (byte) (box.length >> (24 - 8 * i));
        }
        System.arraycopy(type.getBytes(StandardCharsets.US_ASCII), 0, box, 4, 4);
        return box;
    }

    private static byte[] fragment(int number) {
        byte[] moof = box("moof", 24);
        System.arraycopy(box("mfhd", 8), 0, moof, 8, 8);
        moof[23] = (byte) number;
        return moof;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
