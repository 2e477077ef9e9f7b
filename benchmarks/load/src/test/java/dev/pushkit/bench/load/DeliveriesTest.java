// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

    /** Publishes ten events, by each publisher in turn, and delivers what is given to one subscriber. */
    private static Faults faults(int lanes, List<Integer> delivered) {
        Topic topic = new Topic(0, lanes);
        topic.listen();
        Deliveries deliveries = new Deliveries();
        for (int i = 0; i < 10; i++) {
            topic.publish(i % lanes);
            deliveries.expect(topic.listeners());
        }
        Receipts receipts = new Receipts(lanes);
        delivered.forEach(seq -> deliveries.add(topic, receipts, seq, 0, 1_000));
        return Faults.of(deliveries);
    }

    @Test
    void findsNothingWrongWithWhatIsWhole() {
        assertThat(faults(1, List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)).isNone()).isTrue();
    }

    @Test
    void findsWhatIsLost() {
        assertThat(faults(1, List.of(0, 1, 2, 3, 5, 6, 7, 8))).isEqualTo(new Faults(2, 0, 0, 0));
    }

    @Test
    void findsWhatComesTwice() {
        assertThat(faults(1, List.of(0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 0))).isEqualTo(new Faults(0, 2, 0, 0));
    }

    @Test
    void aDoubleDoesNotMakeUpForALoss() {
        assertThat(faults(1, List.of(0, 1, 2, 3, 3, 5, 6, 7, 8, 9))).isEqualTo(new Faults(1, 1, 0, 0));
    }

    @Test
    void findsWhatComesLate() {
        assertThat(faults(1, List.of(0, 2, 1, 3, 4, 5, 6, 7, 9, 8))).isEqualTo(new Faults(0, 0, 2, 0));
    }

    @Test
    void findsWhatWasNeverPublished() {
        assertThat(faults(1, List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10))).isEqualTo(new Faults(1, 0, 0, 1));
    }

    @Test
    void publishersMayOvertakeEachOtherButNotThemselves() {
        assertThat(faults(2, List.of(1, 3, 5, 7, 9, 0, 2, 4, 6, 8)).isNone()).isTrue();
        assertThat(faults(2, List.of(1, 3, 5, 7, 9, 0, 2, 6, 4, 8))).isEqualTo(new Faults(0, 0, 1, 0));
    }

    @Test
    void remembersMoreThanItHadRoomFor() {
        Receipts receipts = new Receipts(1);
        for (int seq = 0; seq < 1_000; seq++) {
            assertThat(receipts.add(seq)).isEqualTo(Receipts.Verdict.NEW);
        }
        assertThat(receipts.add(999)).isEqualTo(Receipts.Verdict.DOUBLED);
    }

    @Test
    void latencyCountsFromWhenTheEventWasDue() {
        Topic topic = new Topic(0, 1);
        topic.publish(0);
        Deliveries deliveries = new Deliveries();
        deliveries.add(topic, new Receipts(1), 0, 1_000_000, 3_000_000);
        assertThat(Latencies.of(deliveries.latency()).p50()).isBetween(1.99, 2.01);
    }
}
