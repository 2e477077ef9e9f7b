// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.wire;

import static dev.pushkit.wire.Samples.PLACE;
import static dev.pushkit.wire.Samples.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.CloseReason;
import dev.pushkit.Control;
import dev.pushkit.GapReason;
import dev.pushkit.Resumed;
import dev.pushkit.WireFormat;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ControlFramesTest {
    private static final Duration RETRY = Duration.ofMillis(2_100);

    private static final Control.Open OPEN = new Control.Open(
            PLACE, Resumed.COMPLETE, Optional.empty(), Duration.ofSeconds(15), RETRY, Optional.empty());
    private static final Control.Gap GAP = new Control.Gap(PLACE, GapReason.SLOW);
    private static final Control.Live LIVE = new Control.Live(Optional.of("r1"), PLACE);
    private static final Control.Heartbeat HEARTBEAT = new Control.Heartbeat(PLACE, Optional.empty());
    private static final Control.Close CLOSE = new Control.Close(CloseReason.MAX_AGE, RETRY);
    private static final Control.Ok OK = new Control.Ok(Optional.of("r2"), Optional.of(PLACE));
    private static final Control.Refused REFUSED = new Control.Refused(Optional.of("r3"), 400, "say \"x\"");

    @Test
    void openSaysWhereItStartsAndHow() {
        assertThat(line(OPEN))
                .isEqualTo("{\"control\":\"open\",\"cursor\":\"abc-7\",\"resumed\":\"complete\",\"heartbeat\":15,"
                        + "\"retry\":2100}\n");
        assertThat(line(new Control.Open(
                        PLACE,
                        Resumed.GAP,
                        Optional.of(GapReason.EVICTED),
                        Duration.ofMillis(200),
                        RETRY,
                        Optional.of("r\n"))))
                .isEqualTo("{\"control\":\"open\",\"cursor\":\"abc-7\",\"resumed\":\"gap\",\"reason\":\"evicted\","
                        + "\"heartbeat\":0.2,\"retry\":2100,\"ref\":\"r\\n\"}\n");
    }

    @Test
    void theOthersAreLinesToo() {
        assertThat(line(GAP)).isEqualTo("{\"control\":\"gap\",\"cursor\":\"abc-7\",\"reason\":\"slow\"}\n");
        assertThat(line(LIVE)).isEqualTo("{\"control\":\"live\",\"ref\":\"r1\",\"cursor\":\"abc-7\"}\n");
        assertThat(line(HEARTBEAT)).isEqualTo("{\"control\":\"heartbeat\",\"cursor\":\"abc-7\"}\n");
        assertThat(line(new Control.Heartbeat(PLACE, Optional.of("{\"load\":1}"))))
                .isEqualTo("{\"control\":\"heartbeat\",\"cursor\":\"abc-7\",\"data\":{\"load\":1}}\n");
        assertThat(line(CLOSE))
                .isEqualTo("{\"control\":\"close\",\"reason\":\"max-age\",\"reconnect\":true,\"retry\":2100}\n");
        assertThat(line(OK)).isEqualTo("{\"control\":\"ok\",\"ref\":\"r2\",\"id\":\"abc-7\"}\n");
        assertThat(line(new Control.Ok(Optional.empty(), Optional.empty()))).isEqualTo("{\"control\":\"ok\"}\n");
        assertThat(line(REFUSED))
                .isEqualTo("{\"control\":\"error\",\"ref\":\"r3\",\"code\":400,\"message\":\"say \\\"x\\\"\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "SHUTDOWN, shutdown, true",
        "EXPIRED, expired, true",
        "MAX_AGE, max-age, true",
        "SLOW, slow, true",
        "DENIED, denied, false"
    })
    void closeSaysWhyAndWhetherToComeBack(CloseReason reason, String word, boolean reconnect) {
        assertThat(line(new Control.Close(reason, RETRY)))
                .contains("\"reason\":\"" + word + "\",\"reconnect\":" + reconnect + ",");
    }

    @ParameterizedTest
    @EnumSource(CloseReason.class)
    void closeUsesTheWordsOfTheProtocolAlone(CloseReason reason) {
        assertThat(line(new Control.Close(reason, RETRY)))
                .containsPattern("\"reason\":\"(shutdown|expired|max-age|slow|denied)\"");
    }

    @Test
    void serverSentControlsAreNamedEvents() {
        for (WireFormat format : new WireFormat[] {WireFormats.SSE_RAW, WireFormats.SSE_ENVELOPE}) {
            assertThat(encoded(format, OPEN))
                    .isEqualTo("retry:2100\nid:abc-7\nevent:push.open\ndata:" + line(OPEN) + "\n");
            assertThat(encoded(format, GAP)).isEqualTo("id:abc-7\nevent:push.gap\ndata:" + line(GAP) + "\n");
            assertThat(encoded(format, CLOSE)).isEqualTo("retry:2100\nevent:push.close\ndata:" + line(CLOSE) + "\n");
        }
    }

    @Test
    void aServerSentHeartbeatIsACommentAndAnIdThatNobodyDispatches() {
        assertThat(encoded(WireFormats.SSE_RAW, HEARTBEAT)).isEqualTo(":\nid:abc-7\n\n");
        assertThat(encoded(WireFormats.SSE_RAW, new Control.Heartbeat(PLACE, Optional.of("[1]"))))
                .isEqualTo(":[1]\nid:abc-7\n\n");
    }

    @Test
    void onlyAWebSocketSaysLive() {
        assertThat(WireFormats.NDJSON.control(LIVE).isEmpty()).isTrue();
        assertThat(WireFormats.SSE_RAW.control(LIVE).isEmpty()).isTrue();
        assertThat(WireFormats.SSE_ENVELOPE.control(LIVE).isEmpty()).isTrue();
    }

    @Test
    void serverSentEventsHaveNoAnswersToCommands() {
        assertThat(WireFormats.SSE_RAW.control(OK).isEmpty()).isTrue();
        assertThat(WireFormats.SSE_RAW.control(REFUSED).isEmpty()).isTrue();
    }

    @Test
    void theStreamSaysTheSameAsTheWebSocketButForLive() {
        for (Control control : new Control[] {OPEN, GAP, HEARTBEAT, CLOSE}) {
            assertThat(encoded(WireFormats.NDJSON, control)).isEqualTo(line(control));
        }
    }

    private static String line(Control control) {
        return encoded(WireFormats.WEBSOCKET, control);
    }
}
