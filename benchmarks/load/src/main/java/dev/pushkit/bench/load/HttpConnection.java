// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

/** A connection on which HTTP answers come, one after the other. Not thread-safe. */
abstract class HttpConnection extends Connection implements Content {
    private static final byte[] CONNECTION = Payload.ascii("connection");
    private static final byte[] CLOSE = Payload.ascii("close");
    private static final byte[] LENGTH = Payload.ascii("content-length");
    private static final byte[] ENCODING = Payload.ascii("transfer-encoding");
    private static final byte[] CHUNKED = Payload.ascii("chunked");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final ResponseHead head = new ResponseHead();
    private final SizedBody sized = new SizedBody();
    private final ChunkedBody chunked = new ChunkedBody();
    /** Of the answer that is being read; null while its head is. */
    private Framing body;

    HttpConnection(Loop loop) {
        super(loop);
    }

    /** The head of an answer is there. Returns how to read on; null where the connection was closed. */
    abstract Framing answered(ResponseHead answer);

    /** An answer is there as a whole. */
    abstract void complete(boolean closes);

    /** Forgets what a former connection left over. */
    final void begin() {
        head.begin();
        body = null;
    }

    @Override
    final void received(byte[] in, int length) {
        int at = 0;
        while (at < length && isOpen()) {
            if (body == null) {
                at = head.accept(in, at, length);
                if (!head.complete()) {
                    return;
                }
                body = answered(head);
            } else {
                at = body.accept(in, at, length, this);
            }
            if (body != null && body.complete()) {
                boolean closes = head.says(CONNECTION, CLOSE);
                begin();
                complete(closes);
            }
        }
    }

    final Framing plainFraming(ResponseHead answer) {
        if (answer.says(ENCODING, CHUNKED)) {
            return chunked.begin();
        }
        if (answer.has(LENGTH)) {
            return sized.begin(answer.number(LENGTH));
        }
        boolean empty = answer.status() == NO_CONTENT || answer.status() == NOT_MODIFIED;
        return sized.begin(empty ? 0 : SizedBody.UNTIL_CLOSED);
    }
}
