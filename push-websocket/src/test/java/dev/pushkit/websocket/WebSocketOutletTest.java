// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.CloseReason;
import dev.pushkit.Frame;
import dev.pushkit.InvalidInputException;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketOutletTest {
    private final FakeSession fake = new FakeSession();
    private final RecordingSubscriber subscriber = new RecordingSubscriber();
    private final WebSocketOutlet outlet = new WebSocketOutlet(fake.session);

    @BeforeEach
    void connect() {
        outlet.connect(subscriber);
    }

    @Test
    void sendsWhatWasWrittenSinceTheLastFlushAsOneMessage() throws IOException {
        outlet.write(Frame.of("{\"a\":1}\n"));
        outlet.write(Frame.of("{\"b\":2}\n"));
        assertThat(fake.texts).isEmpty();
        outlet.flush();
        assertThat(fake.texts).containsExactly("{\"a\":1}\n{\"b\":2}");
    }

    @Test
    void hasOneSendInFlight() throws IOException {
        write("1");
        assertThat(outlet.isReady()).isFalse();
        write("2");
        write("3");
        assertThat(fake.texts).containsExactly("1");
        fake.report(Optional.empty());
        assertThat(outlet.isReady()).isTrue();
        outlet.flush();
        assertThat(fake.texts).containsExactly("1", "2\n3");
    }

    @Test
    void wakesThePumpOnceIfItWasNotReady() throws IOException {
        write("1");
        assertThat(outlet.isReady()).isFalse();
        assertThat(outlet.isReady()).isFalse();
        fake.report(Optional.empty());
        assertThat(subscriber.wakes).hasValue(1);
    }

    @Test
    void wakesNobodyWhereTheHandlerReportsInline() throws IOException {
        fake.inline = true;
        write("1");
        assertThat(outlet.isReady()).isTrue();
        write("2");
        assertThat(fake.texts).containsExactly("1", "2");
        assertThat(subscriber.wakes).hasValue(0);
    }

    @Test
    void sendsBeforeAFlushOnceMuchIsWritten() throws IOException {
        outlet.write(Frame.of("x".repeat(40_000) + '\n'));
        assertThat(fake.texts).hasSize(1);
        assertThat(outlet.isReady()).isFalse();
    }

    @Test
    void aHandlerThatReportsTwiceDoesNotFreeTheNextSend() throws IOException {
        write("1");
        var handler = fake.waiting.get(0);
        fake.report(Optional.empty());
        write("2");
        handler.onResult(new jakarta.websocket.SendResult());
        assertThat(outlet.isReady()).isFalse();
    }

    @Test
    void aFailedSendIsALostConnection() throws IOException {
        write("1");
        fake.report(Optional.of(new IOException("gone")));
        assertThat(subscriber.lost).isTrue();
        assertThatThrownBy(() -> write("2")).isInstanceOf(IOException.class);
        assertThat(fake.texts).containsExactly("1");
    }

    @Test
    void aSendThatThrowsIsAnIOException() {
        fake.broken = true;
        assertThatThrownBy(() -> write("1")).isInstanceOf(IOException.class);
        assertThatThrownBy(outlet::probe).isInstanceOf(IOException.class);
    }

    @Test
    void missesASignOfLifeAtTheSecondProbe() throws IOException {
        assertThat(outlet.probe()).isTrue();
        assertThat(outlet.probe()).isFalse();
        assertThat(fake.pings).isEqualTo(1);
    }

    @Test
    void takesAnythingHeardForASignOfLife() throws IOException {
        outlet.heard();
        assertThat(outlet.probe()).isTrue();
        outlet.heard();
        assertThat(outlet.probe()).isTrue();
        assertThat(outlet.probe()).isFalse();
        assertThat(fake.pings).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "SHUTDOWN,1001",
        "EXPIRED,1001",
        "MAX_AGE,1001",
        "LOST,1001",
        "DENIED,1008",
        "SLOW,1013",
        "FAILED,1011",
        "CLIENT,1000"
    })
    void closesWithACodeThatSaysWhy(CloseReason reason, int code) {
        assertThat(outlet.close(reason)).isTrue();
        assertThat(fake.closes).singleElement().satisfies(close -> {
            assertThat(close.getCloseCode().getCode()).isEqualTo(code);
            assertThat(close.getReasonPhrase()).isEqualTo(reason.toString());
        });
    }

    @Test
    void closesOnce() {
        outlet.close(CloseReason.SLOW);
        outlet.close(CloseReason.SHUTDOWN);
        outlet.abort();
        assertThat(fake.closes).hasSize(1);
    }

    @Test
    void closesWhatSentTooMuchAsTooBig() {
        outlet.tooBig();
        outlet.close(CloseReason.DENIED);
        assertThat(fake.closes.get(0).getCloseCode()).isEqualTo(CloseCodes.TOO_BIG);
    }

    @Test
    void ignoresEverythingOnceItIsOver() throws IOException {
        write("1");
        outlet.gone();
        assertThat(outlet.isReady()).isTrue();
        assertThat(outlet.probe()).isTrue();
        assertThatCode(() -> write("2")).doesNotThrowAnyException();
        outlet.close(CloseReason.LOST);
        assertThat(fake.texts).containsExactly("1");
        assertThat(fake.closes).isEmpty();
    }

    @Test
    void saysWhyItRefuses() {
        outlet.refuse(new InvalidInputException("No."));
        assertThat(fake.texts).containsExactly("{\"control\":\"error\",\"code\":400,\"message\":\"No.\"}");
        assertThat(fake.closes.get(0).getCloseCode()).isEqualTo(CloseCodes.VIOLATED_POLICY);
    }

    private void write(String line) throws IOException {
        outlet.write(Frame.of(line + '\n'));
        outlet.flush();
    }
}
