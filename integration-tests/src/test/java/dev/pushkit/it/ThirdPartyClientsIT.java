// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.FaultProxy;
import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.container.Wars;
import dev.pushkit.it.thirdparty.Following;
import dev.pushkit.it.thirdparty.JdkHttp;
import dev.pushkit.it.thirdparty.JdkWebSocket;
import dev.pushkit.it.thirdparty.JerseySse;
import dev.pushkit.it.thirdparty.LaunchDarklySse;
import dev.pushkit.it.thirdparty.NodeClient;
import dev.pushkit.it.thirdparty.OkHttpSse;
import dev.pushkit.it.thirdparty.Seen;
import dev.pushkit.it.thirdparty.ThirdPartyClient;
import dev.pushkit.it.thirdparty.TyrusWebSocket;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that other people wrote see every event once, in order, and what they missed. */
@Tag("thorough")
@ArquillianTest
@RunAsClient
class ThirdPartyClientsIT {
    private final String topic = "demo/" + UUID.randomUUID();

    @ArquillianResource
    private URI base;

    @Deployment(testable = false)
    static WebArchive sample() {
        return Wars.sampleArchive();
    }

    @Test
    void okHttpSseResumes() throws IOException, InterruptedException {
        resumes(new OkHttpSse());
    }

    @Test
    void launchDarklyResumes() throws IOException, InterruptedException {
        resumes(new LaunchDarklySse());
    }

    @Test
    void jerseyResumes() throws IOException, InterruptedException {
        resumes(new JerseySse());
    }

    @Test
    void tyrusResumes() throws IOException, InterruptedException {
        resumes(new TyrusWebSocket());
    }

    @Test
    void jdkHttpClientResumes() throws IOException, InterruptedException {
        resumes(new JdkHttp());
    }

    @Test
    void jdkWebSocketResumes() throws IOException, InterruptedException {
        resumes(new JdkWebSocket());
    }

    @Test
    void npmEventsourceResumes() throws IOException, InterruptedException {
        resumes(new NodeClient("eventsource.mjs"));
    }

    @Test
    void npmFetchEventSourceResumes() throws IOException, InterruptedException {
        resumes(new NodeClient("fetch-event-source.mjs"));
    }

    @Test
    void npmWsResumes() throws IOException, InterruptedException {
        resumes(new NodeClient("ws.mjs"));
    }

    @Test
    void launchDarklyReconnectsByItself() throws IOException, InterruptedException {
        reconnectsByItself(new LaunchDarklySse());
    }

    @Test
    void jerseyReconnectsByItself() throws IOException, InterruptedException {
        reconnectsByItself(new JerseySse());
    }

    @Test
    void npmEventsourceReconnectsByItself() throws IOException, InterruptedException {
        reconnectsByItself(new NodeClient("eventsource.mjs"));
    }

    @Test
    void npmFetchEventSourceReconnectsByItself() throws IOException, InterruptedException {
        reconnectsByItself(new NodeClient("fetch-event-source.mjs"));
    }

    private void resumes(ThirdPartyClient client) throws IOException, InterruptedException {
        List<Seen> first;
        try (Following following = Following.start(client, base.resolve("push/"), topic, "")) {
            following.inbox().awaitOpened();
            first = publish("one", "two", "three", "four", "five");
            assertThat(following.inbox().take(5)).isEqualTo(first);
        }
        List<Seen> missed = publish("six", "seven", "eight");
        String last = first.get(4).id();
        try (Following following = Following.start(client, base.resolve("push/"), topic, last)) {
            assertThat(following.inbox().take(3)).isEqualTo(missed);
            List<Seen> live = publish("nine");
            assertThat(following.inbox().take(1)).isEqualTo(live);
            assertThat(following.inbox().rest()).isEmpty();
        }
    }

    private void reconnectsByItself(ThirdPartyClient client) throws IOException, InterruptedException {
        try (FaultProxy proxy = FaultProxy.to(base);
                Following following = Following.start(client, proxy.uri().resolve("push/"), topic, "")) {
            following.inbox().awaitOpened();
            List<Seen> live = publish("one", "two");
            assertThat(following.inbox().take(2)).isEqualTo(live);
            proxy.refuse(true);
            proxy.reset();
            List<Seen> missed = publish("three", "four");
            proxy.refuse(false);
            assertThat(following.inbox().take(2)).isEqualTo(missed);
            assertThat(following.inbox().rest()).isEmpty();
        }
    }

    private List<Seen> publish(String... payloads) throws IOException {
        List<Seen> published = new ArrayList<>();
        try (Publisher publisher = Publisher.connect(base.resolve("push/"))) {
            for (String payload : payloads) {
                published.add(new Seen(publisher.publish(topic, payload), payload));
            }
        }
        return published;
    }
}
