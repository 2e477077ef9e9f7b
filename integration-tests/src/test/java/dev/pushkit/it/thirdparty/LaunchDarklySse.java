// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import com.launchdarkly.eventsource.ConnectStrategy;
import com.launchdarkly.eventsource.EventSource;
import com.launchdarkly.eventsource.MessageEvent;
import com.launchdarkly.eventsource.background.BackgroundEventHandler;
import com.launchdarkly.eventsource.background.BackgroundEventSource;
import java.io.Closeable;
import java.net.URI;

/** LaunchDarkly's event source, which reconnects by itself. */
public final class LaunchDarklySse implements ThirdPartyClient {

    /** A client. */
    public LaunchDarklySse() {}

    @Override
    public Closeable follow(URI push, String topic, String cursor, Inbox inbox) {
        EventSource.Builder source = new EventSource.Builder(ConnectStrategy.http(Addresses.sse(push, topic)));
        if (!cursor.isEmpty()) {
            source.lastEventId(cursor);
        }
        BackgroundEventHandler handler = new BackgroundEventHandler() {
            @Override
            public void onOpen() {}

            @Override
            public void onClosed() {}

            @Override
            public void onMessage(String name, MessageEvent event) {
                inbox.sawSse(event.getLastEventId(), name, event.getData());
            }

            @Override
            public void onComment(String comment) {}

            @Override
            public void onError(Throwable fault) {
                inbox.failed(fault.toString());
            }
        };
        BackgroundEventSource background = new BackgroundEventSource.Builder(handler, source).build();
        background.start();
        return background;
    }
}
