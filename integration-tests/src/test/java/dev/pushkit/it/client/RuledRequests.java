// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Does with one connection's requests what a rule says. For one thread. */
final class RuledRequests implements RequestSplitter.Sink {
    private static final int LINGER_MILLIS = 2_000;

    private final ProxiedConnection connection;
    private final RequestRule rule;
    private boolean answered;

    RuledRequests(ProxiedConnection connection, RequestRule rule) {
        this.connection = connection;
        this.rule = rule;
    }

    @Override
    public void head(RequestHead request, byte[] bytes) throws IOException {
        if (answered) {
            return;
        }
        Verdict verdict = rule.on(request);
        if (verdict instanceof Verdict.Cut) {
            connection.fin();
        } else if (verdict instanceof Verdict.Answer answer) {
            answered = true;
            connection.answerAlone(bytes(answer), LINGER_MILLIS);
        } else {
            if (verdict instanceof Verdict.Hold) {
                connection.hold();
            }
            connection.ask(bytes, 0, bytes.length);
        }
    }

    @Override
    public void rest(byte[] bytes, int from, int count) throws IOException {
        if (!answered) {
            connection.ask(bytes, from, count);
        }
    }

    private static byte[] bytes(Verdict.Answer answer) {
        int length = answer.body().getBytes(StandardCharsets.UTF_8).length;
        String text = "HTTP/1.1 " + answer.status() + " Scripted\r\nContent-Type: " + answer.type()
                + "\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n" + answer.body();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
