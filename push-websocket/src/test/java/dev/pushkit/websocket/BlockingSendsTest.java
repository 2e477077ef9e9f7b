// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BlockingSendsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingSends sends = new BlockingSends(2, nanos::get);

    private final class Peer {
        final FakeSession fake = new FakeSession();
        final WebSocketOutlet outlet = new WebSocketOutlet(fake.session, sends);

        Peer() {
            outlet.connect(new RecordingSubscriber());
        }

        void send(String text) {
            try {
                outlet.write(Frame.of(text));
                outlet.flush();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void areOutWhenTheyReturn() {
        Peer peer = new Peer();
        peer.send("1");
        assertThat(peer.outlet.isReady()).isTrue();
        peer.send("2");
        assertThat(peer.fake.blocked).containsExactly("1", "2");
        assertThat(peer.fake.waiting).isEmpty();
    }

    @Test
    void leaveTheOthersAsynchronousWhileAFewHoldTheirThreads() {
        Peer first = new Peer();
        Peer second = new Peer();
        Peer third = new Peer();
        first.fake.held = () -> second.send("second");
        second.fake.held = () -> third.send("third");
        first.send("first");
        assertThat(first.fake.blocked).containsExactly("first");
        assertThat(second.fake.blocked).containsExactly("second");
        assertThat(third.fake.blocked).isEmpty();
        assertThat(third.fake.texts).containsExactly("third");
        assertThat(third.outlet.isReady()).isFalse();
        third.fake.report(Optional.empty());
        third.send("again");
        assertThat(third.fake.blocked).containsExactly("again");
    }

    @Test
    void stopForAWhileWhereOneWasSlow() {
        Peer slow = new Peer();
        slow.fake.held = () -> nanos.addAndGet(Duration.ofMillis(150).toNanos());
        slow.send("slow");
        slow.fake.inline = true;
        for (int i = 0; i < 64; i++) {
            slow.send("asynchronous");
        }
        assertThat(slow.fake.blocked).containsExactly("slow");
        assertThat(slow.fake.texts).hasSize(65);
        slow.send("next");
        assertThat(slow.fake.blocked).containsExactly("slow", "next");
    }

    @Test
    void giveTheirPlaceBackWhenTheyFail() {
        for (int i = 0; i < 5; i++) {
            Peer broken = new Peer();
            broken.fake.held = () -> {
                throw new IllegalStateException("The session is closed.");
            };
            assertThatThrownBy(() -> broken.send("lost")).hasRootCauseMessage("The session is closed.");
        }
        Peer peer = new Peer();
        peer.send("1");
        assertThat(peer.fake.blocked).containsExactly("1");
    }

    @Test
    void areBoundByTheWriteDeadlineWhereTheyAreUsed() {
        FakeSession fake = new FakeSession();
        sends.bound(fake.session, Duration.ofSeconds(5));
        assertThat(fake.userProperties)
                .containsEntry("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", Long.valueOf(6_000));
        BlockingSends elsewhere = BlockingSends.of(fake.session);
        fake.userProperties.clear();
        elsewhere.bound(fake.session, Duration.ofSeconds(5));
        assertThat(fake.userProperties).isEmpty();
    }

    @Test
    void areNotForContainersThatReportInline() throws IOException {
        FakeSession fake = new FakeSession();
        BlockingSends elsewhere = BlockingSends.of(fake.session);
        assertThat(elsewhere.attempt(() -> fake.texts.add("1"))).isEqualTo(BlockingSends.Outcome.NOT_SENT);
        assertThat(fake.texts).isEmpty();
    }
}
