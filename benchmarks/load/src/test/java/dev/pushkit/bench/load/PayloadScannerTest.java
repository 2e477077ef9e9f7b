// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadScannerTest {
    private static final int SIZE = 100;

    private static List<Delivered> scan(List<byte[]> pieces) {
        List<Delivered> found = new ArrayList<>();
        PayloadScanner scanner = new PayloadScanner(SIZE, (seq, due) -> found.add(new Delivered(seq, due)));
        for (byte[] piece : pieces) {
            scanner.accept(piece, 0, piece.length);
        }
        return found;
    }

    @Test
    void findsPayloadsInServerSentEventsHoweverTheyAreCut() {
        String wire = "id: 1\ndata: " + Wire.payload(SIZE, 0, 123_456_789L) + "\n\n:\n\nid: 2\ndata:"
                + Wire.payload(SIZE, 18, 9_000_000_000L) + "\n\n";
        Wire.eachSplit(Wire.bytes(wire), pieces -> assertThat(scan(pieces))
                .containsExactly(new Delivered(0, 123_456_789L), new Delivered(18, 9_000_000_000L)));
    }

    @Test
    void findsPayloadsInEnvelopes() {
        String wire = "{\"id\":\"seq\",\"sequence\":1,\"data\":" + Wire.payload(SIZE, 7, 1) + "}\n{\"data\":"
                + Wire.payload(SIZE, 8, 2) + "}";
        Wire.eachSplit(Wire.bytes(wire), pieces -> assertThat(scan(pieces))
                .containsExactly(new Delivered(7, 1), new Delivered(8, 2)));
    }

    @Test
    void beginsAnewBehindANameThatIsNotFollowedByAPayload() {
        String wire = "\"seq\"\"seq\"seq\":1 \"seq\":5,\"other\":1" + Wire.payload(SIZE, 3, 4);
        Wire.eachSplit(Wire.bytes(wire), pieces -> assertThat(scan(pieces)).containsExactly(new Delivered(3, 4)));
    }

    @Test
    void theQuoteThatEndsANameMayBeginAnother() {
        String payload = Wire.payload(SIZE, 3, 4);
        Wire.eachSplit(Wire.bytes("\"seq" + payload.substring(1)), pieces -> assertThat(scan(pieces))
                .containsExactly(new Delivered(3, 4)));
    }

    @Test
    void findsPayloadsThatStandSideBySide() {
        String wire = Wire.payload(SIZE, 1, 10) + Wire.payload(SIZE, 2, 20) + Wire.payload(SIZE, 3, 30);
        Wire.eachSplit(
                Wire.bytes(wire),
                pieces -> assertThat(scan(pieces)).extracting(Delivered::seq).containsExactly(1L, 2L, 3L));
    }

    @Test
    void aPayloadHasItsSizeWhateverItsNumbers() {
        assertThat(Wire.payload(SIZE, 0, 0))
                .hasSize(SIZE)
                .startsWith("{\"seq\":0,\"t\":0,\"pad\":\"x")
                .endsWith("x\"}");
        assertThat(Wire.payload(SIZE, 1_234_567, Long.MAX_VALUE)).hasSize(SIZE);
        assertThat(Wire.payload(1, Long.MAX_VALUE, Long.MAX_VALUE)).hasSize(Payload.SMALLEST);
    }
}
