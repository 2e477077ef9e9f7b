// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.io.Closeable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** The JDK's HttpClient on the stream of JSON lines, first offering an upgrade to HTTP/2 as it always does. */
public final class JdkHttp implements ThirdPartyClient {

    /** A client. */
    public JdkHttp() {}

    @Override
    public Closeable follow(URI push, String topic, String cursor, Inbox inbox) {
        HttpRequest request =
                HttpRequest.newBuilder(Addresses.stream(push, topic, cursor)).build();
        CompletableFuture<HttpResponse<Void>> response = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(new Lines(inbox)));
        return () -> response.cancel(true);
    }

    private record Lines(Inbox inbox) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            inbox.sawObjects(line);
        }

        @Override
        public void onError(Throwable fault) {
            inbox.failed(fault.toString());
        }

        @Override
        public void onComplete() {
            inbox.failed("The server has ended the stream");
        }
    }
}
