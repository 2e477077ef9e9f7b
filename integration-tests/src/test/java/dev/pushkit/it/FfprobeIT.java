// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushkit.it.client.ChunkedPut;
import dev.pushkit.it.container.Wars;
import dev.pushkit.it.thirdparty.Ffmpeg;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FFmpeg reads a video while it is being uploaded, joins it late, and seeks in a complete one. */
@Tag("thorough")
@ArquillianTest
@RunAsClient
class FfprobeIT {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String HEADERS = "Content-Type: video/webm\r\nStream-Closed: true\r\n";
    // The sample's video: sixteen seconds of fifteen frames, with a keyframe each second.
    private static final int FRAMES = 240;
    private static final int EIGHT_SECONDS = 146_704;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String name = "demo/" + UUID.randomUUID();

    @ArquillianResource
    private URI base;

    private URI stream;
    private String media;
    private byte[] video;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Wars.sampleArchive();
    }

    @BeforeEach
    void readVideo() throws IOException, InterruptedException {
        stream = base.resolve("push/streams/" + name);
        media = base.resolve("push/media/" + name).toString();
        video = http.send(
                        HttpRequest.newBuilder(base.resolve("video/clock.webm")).build(),
                        HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    @Test
    void decodesWhatIsStillBeingUploaded() throws IOException, InterruptedException {
        try (ChunkedPut upload = ChunkedPut.begin(stream, HEADERS)) {
            upload.send(video, 0, EIGHT_SECONDS);
            awaitBytes(EIGHT_SECONDS);
            try (Ffmpeg reader = Ffmpeg.decode("-readrate", "4", "-i", media)) {
                await().atMost(DEADLINE).until(() -> reader.frames() > FRAMES / 4);
                assertThat(reader.frames()).as("before the rest was sent").isLessThanOrEqualTo(FRAMES / 2);
                upload.send(video, EIGHT_SECONDS, video.length);
                assertThat(upload.end()).isEqualTo(201);
                reader.end();
                assertThat(reader.frames()).isEqualTo(FRAMES);
            }
        }
    }

    @Test
    void joinsAtTheNewestKeyframe() throws IOException, InterruptedException {
        try (ChunkedPut upload = ChunkedPut.begin(stream, HEADERS)) {
            upload.send(video, 0, EIGHT_SECONDS);
            awaitBytes(EIGHT_SECONDS);
            try (Ffmpeg reader = Ffmpeg.decode("-readrate", "4", "-i", media + "?from=live")) {
                await().atMost(DEADLINE).until(() -> reader.frames() > 0);
                upload.send(video, EIGHT_SECONDS, video.length);
                assertThat(upload.end()).isEqualTo(201);
                reader.end();
                assertThat(reader.frames()).as("all from the eighth second on").isEqualTo(FRAMES - 7 * 15);
            }
        }
    }

    @Test
    void seeksInACompleteOne() throws IOException, InterruptedException {
        try (ChunkedPut upload = ChunkedPut.begin(stream, HEADERS)) {
            upload.send(video, 0, video.length);
            assertThat(upload.end()).isEqualTo(201);
        }
        try (Ffmpeg probe = Ffmpeg.probe("stream=codec_name:format=duration,size", media)) {
            assertThat(probe.end().lines()).containsExactly("vp8", "16.000000", Integer.toString(video.length));
        }
        try (Ffmpeg reader = Ffmpeg.decode("-ss", "12", "-i", media)) {
            reader.end();
            assertThat(reader.frames()).as("of the last four seconds").isEqualTo(FRAMES / 4);
        }
    }

    private void awaitBytes(int count) {
        String offset = String.format("%016d", count);
        await().atMost(DEADLINE).until(() -> http.send(
                        HttpRequest.newBuilder(stream)
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Stream-Next-Offset")
                .orElse("")
                .endsWith(offset));
    }
}
