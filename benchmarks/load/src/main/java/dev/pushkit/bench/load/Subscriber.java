// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import java.nio.ByteBuffer;

/** One that listens to a topic and checks what it is told. Not thread-safe. */
final class Subscriber extends HttpConnection {
    private static final int OK = 200;
    private static final int SWITCHING = 101;
    private static final int BAD = 400;

    private final Audience audience;
    private final int id;
    private final Topic topic;
    private final Request request;
    private final Position position;
    private final Receipts receipts;
    private final PayloadScanner scanner;
    private WebSocketFrames frames;
    private boolean established;

    Subscriber(Audience audience, int id, Topic topic) {
        super(audience.loop());
        LoadOptions options = audience.options();
        this.audience = audience;
        this.id = id;
        this.topic = topic;
        request = Request.of(options, topic.number(), id);
        position = new Position(options.endpoint());
        receipts = new Receipts(options.lanes());
        scanner = new PayloadScanner(Math.max(options.size(), Payload.SMALLEST), this::delivered);
    }

    int id() {
        return id;
    }

    private Kind kind() {
        return audience.options().kind();
    }

    private void delivered(long seq, long due) {
        audience.deliveries().add(topic, receipts, seq, due, loop().readAt());
    }

    @Override
    void connected() {
        begin();
        ask();
        if (kind() == Kind.LONGPOLL) {
            establish();
        }
    }

    private void ask() {
        ByteBuffer out = loop().out();
        request.write(out, position);
        send(out.flip());
    }

    private void establish() {
        if (!established) {
            established = true;
            topic.listen();
            audience.crowd().established();
        }
    }

    @Override
    Framing answered(ResponseHead answer) {
        int status = answer.status();
        return switch (kind()) {
            case WS -> status == SWITCHING ? upgrade() : refuse(status);
            case SSE, STREAM -> status == OK ? follow(answer) : refuse(status);
            case LONGPOLL -> status < BAD ? turnPage(answer) : refuse(status);
        };
    }

    private Framing refuse(int status) {
        audience.crowd().refused(status);
        close();
        audience.crowd().died(established);
        return null;
    }

    private Framing follow(ResponseHead answer) {
        establish();
        return plainFraming(answer);
    }

    private Framing turnPage(ResponseHead answer) {
        position.keep(answer);
        return plainFraming(answer);
    }

    private Framing upgrade() {
        frames = new WebSocketFrames(this::pong);
        establish();
        String first = audience.options().endpoint().firstMessage();
        if (!first.isEmpty()) {
            frame(WebSocketFrames.TEXT, Payload.ascii(Request.fill(first, topic.number(), id)));
        }
        return frames;
    }

    private void pong(byte[] data) {
        frame(WebSocketFrames.PONG, data);
    }

    private void frame(int opcode, byte[] data) {
        ByteBuffer out = loop().out();
        Masked.write(out, opcode, data);
        send(out.flip());
    }

    @Override
    public void accept(byte[] in, int from, int to) {
        scanner.accept(in, from, to);
    }

    @Override
    void complete(boolean closes) {
        if (kind() == Kind.LONGPOLL) {
            if (closes) {
                reopen();
            } else {
                ask();
            }
            return;
        }
        if (frames != null) {
            audience.crowd().refused(frames.closeCode());
        }
        close();
        ended();
    }

    private void reopen() {
        close();
        audience.crowd().reconnected();
        audience.open(this);
    }

    @Override
    void ended() {
        if (kind() == Kind.LONGPOLL && established && !audience.isOver()) {
            reopen();
        } else {
            audience.crowd().died(established);
        }
    }
}
