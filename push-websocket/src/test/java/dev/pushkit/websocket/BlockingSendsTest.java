// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.Frame;
import dev.pushkit.HubSettings;
import dev.pushkit.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockingSendsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final BlockingSends sends = new BlockingSends(2, Duration.ofSeconds(5), nanos::get);

    private final class Peer {
        final FakeSession fake = new FakeSession();
        final WebSocketOutlet outlet = new WebSocketOutlet(fake.session);

        Peer() {
            outlet.connect(new RecordingSubscriber());
            outlet.opened(sends);
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
    void stopForAWhileWhereOneWasSlowAndForLongerAfterAnother() {
        Peer slow = new Peer();
        slow.fake.inline = true;
        slow.fake.held = () -> nanos.addAndGet(Duration.ofMillis(5).toNanos());
        List<Integer> blocked = new ArrayList<>();
        for (int i = 0; i < 64 + 128 + 256 + 4; i++) {
            int before = slow.fake.blocked.size();
            slow.send("" + i);
            if (slow.fake.blocked.size() > before) {
                blocked.add(i);
            }
        }
        assertThat(blocked).containsExactly(0, 65, 194, 451);
        slow.fake.held = () -> {};
        while (slow.fake.blocked.size() < 6) {
            slow.send("quick");
        }
        slow.fake.held = () -> nanos.addAndGet(Duration.ofMillis(5).toNanos());
        slow.send("slow");
        int sent = slow.fake.texts.size();
        while (slow.fake.blocked.size() < 8) {
            slow.send("next");
        }
        assertThat(slow.fake.texts).as("a quick one forgives").hasSize(sent + 65);
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
    void failAsTheContainerSays() {
        assertThatThrownBy(() -> sends.attempt(() -> {
                    throw new IOException("gone");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    @Test
    void areNotForMessagesOfMoreThanOneFrame() {
        Peer peer = new Peer();
        peer.send("x".repeat(8 * 1024 + 1));
        assertThat(peer.fake.texts).hasSize(1);
        assertThat(peer.fake.blocked).isEmpty();
    }

    @Test
    void waitUntilTheConnectionIsOpen() throws IOException {
        FakeSession fake = new FakeSession();
        WebSocketOutlet outlet = new WebSocketOutlet(fake.session);
        outlet.connect(new RecordingSubscriber());
        outlet.write(Frame.of("opening"));
        outlet.flush();
        assertThat(fake.texts).containsExactly("opening");
        assertThat(fake.blocked).isEmpty();
    }

    @Test
    void giveUpAfterTheWriteDeadline() {
        FakeSession fake = new FakeSession();
        sends.bound(fake.session);
        assertThat(fake.userProperties)
                .containsEntry("org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT", Long.valueOf(6_000));
    }

    @Test
    void areNotForContainersThatReportInline() throws IOException {
        FakeSession fake = new FakeSession();
        assertThat(sends.on(fake.session)).isSameAs(BlockingSends.NONE);
        assertThat(fake.userProperties).isEmpty();
        assertThat(BlockingSends.NONE.attempt(() -> fake.texts.add("1"))).isEqualTo(BlockingSends.Outcome.NOT_SENT);
        assertThat(fake.texts).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20s,100,4", "20s,3,2", "20s,1,0", "21s,100,0"})
    void leaveAWorkerToTheOthersAndAreNeverLong(String deadline, String workers, int most) throws IOException {
        BlockingSends configured = BlockingSends.of(
                HubSettings.defaults().with(Setting.WRITE_DEADLINE, deadline).with(Setting.WORKERS_MAX, workers));
        assertThat(nested(configured)).isEqualTo(most);
    }

    private static int nested(BlockingSends configured) throws IOException {
        AtomicInteger more = new AtomicInteger();
        boolean sent = configured.attempt(() -> more.set(nested(configured))) != BlockingSends.Outcome.NOT_SENT;
        return sent ? 1 + more.get() : 0;
    }
}
