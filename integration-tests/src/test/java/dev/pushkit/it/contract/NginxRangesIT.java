// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.Wars;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range is answered as nginx answers it for the same file: status, Content-Range and bytes. */
// What is compared is the kit's own doing, the same on every container.
@Tag("thorough")
@Shows(Feature.MEDIA)
class NginxRangesIT {
    // Left out: numbers beyond 64 bits and stray commas, which nginx refuses and RFC 9110 does not.
    private static final List<String> RANGES = List.of(
            "bytes=0-0",
            "bytes=0-99",
            "bytes=0-",
            "bytes=1-",
            "bytes=99999-",
            "bytes=99998-",
            "bytes=99999-99999",
            "bytes=99999-200000",
            "bytes=0-99999",
            "bytes=0-100000",
            "bytes=0-9223372036854775807",
            "bytes=5-5",
            "bytes=-1",
            "bytes=-5",
            "bytes=-99999",
            "bytes=-100000",
            "bytes=-200000",
            "bytes=-0",
            "bytes=100000-",
            "bytes=100000-100001",
            "bytes=200000-300000",
            "bytes=9223372036854775807-",
            "bytes=5-2",
            "bytes=200000-10",
            "bytes=100000-5",
            "bytes=007-0010",
            "Bytes=0-5",
            "BYTES=0-5",
            "bytes= 0-5",
            "bytes=0 -5",
            "bytes=0- 5",
            "bytes=-",
            "bytes=a-b",
            "bytes=+1-5",
            "bytes=1--5",
            "bytes=1.0-5",
            "bytes=1-5-7",
            "bytes=",
            "bytes:0-5",
            "bytes =0-5",
            "lines=0-5",
            "bytes");

    @Test
    void areAnsweredAlike(@TempDir Path work) throws IOException {
        MediaApplication app = new MediaApplication();
        app.file("ranges.bin", 100_000);
        try (Nginx nginx = Nginx.serving(Wars.mediaFolder(), work)) {
            SoftAssertions alike = new SoftAssertions();
            for (String range : RANGES) {
                Answer expected = answer(RawHttp.connect(nginx.uri()), RawRequest.get("/ranges.bin"), range);
                Answer actual = answer(app.connect(), app.get("ranges.bin"), range);
                alike.assertThat(actual).as(range).usingRecursiveComparison().isEqualTo(expected);
            }
            alike.assertAll();
        }
        assertThat(RANGES).hasSizeGreaterThanOrEqualTo(40);
    }

    private static Answer answer(RawHttp connection, RawRequest request, String range) throws IOException {
        try (RawHttp http = connection) {
            RawResponse response = http.send(request.header("Range", range).header("Connection", "close"));
            byte[] body = response.body().readAllBytes();
            // Each has its own words for a refusal.
            return new Answer(
                    response.status(),
                    response.header("Content-Range").orElse(""),
                    response.status() == 416 ? new byte[0] : body);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared field by field
    private record Answer(int status, String contentRange, byte[] body) {}
}
