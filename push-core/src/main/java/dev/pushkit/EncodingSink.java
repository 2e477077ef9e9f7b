// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Encodes for an outlet, with bytes that other connections share. */
final class EncodingSink implements Sink {
    private final WireFormat format;
    private final Outlet outlet;
    private final JoinedFrames joined;

    EncodingSink(WireFormat format, Outlet outlet, JoinedFrames joined) {
        this.format = format;
        this.outlet = outlet;
        this.joined = joined;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public boolean isReady() {
        return outlet.isReady();
    }

    @Override
    public boolean mayBlock() {
        return outlet.mayBlock();
    }

    @Override
    public void say(Control control) throws IOException {
        Frame frame = format.control(control);
        if (!frame.isEmpty()) {
            outlet.write(frame);
        }
    }

    @Override
    public void deliver(Reading reading) throws IOException {
        outlet.write(encode(reading));
    }

    @Override
    public boolean send(Reading reading) throws IOException {
        return outlet.send(encode(reading));
    }

    private Frame encode(Reading reading) {
        List<StoredEvent> events = reading.events();
        if (events.size() == 1) {
            return events.get(0).encoded(format);
        }
        if (reading.single()) {
            return joined.of(format, events);
        }
        List<Frame> frames = new ArrayList<>(events.size());
        events.forEach(event -> frames.add(event.encoded(format)));
        return Frame.join(frames);
    }

    @Override
    public void flush() throws IOException {
        outlet.flush();
    }

    @Override
    public boolean probe() throws IOException {
        return outlet.probe();
    }

    @Override
    public boolean close(CloseReason reason) {
        return outlet.close(reason);
    }

    @Override
    public void abort() {
        outlet.abort();
    }
}
