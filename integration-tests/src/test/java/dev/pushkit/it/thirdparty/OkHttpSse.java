// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;

/** OkHttp's event source, which does not reconnect by itself. */
public final class OkHttpSse implements ThirdPartyClient {

    /** A client. */
    public OkHttpSse() {}

    @Override
    public Closeable follow(URI push, String topic, String cursor, Inbox inbox) {
        OkHttpClient client =
                new OkHttpClient.Builder().readTimeout(Duration.ZERO).build();
        Request.Builder request =
                new Request.Builder().url(Addresses.sse(push, topic).toString());
        if (!cursor.isEmpty()) {
            request.header("Last-Event-ID", cursor);
        }
        EventSource source = EventSources.createFactory(client)
                .newEventSource(request.build(), new EventSourceListener() {
                    @Override
                    public void onEvent(EventSource eventSource, String id, String type, String data) {
                        inbox.sawSse(id, type, data);
                    }

                    @Override
                    public void onFailure(EventSource eventSource, Throwable fault, Response response) {
                        inbox.failed(fault + " " + response);
                    }
                });
        return () -> {
            source.cancel();
            client.dispatcher().executorService().shutdown();
        };
    }
}
