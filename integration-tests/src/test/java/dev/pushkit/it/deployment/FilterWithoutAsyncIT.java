// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.Publisher;
import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.RawRequest;
import dev.pushkit.it.client.RawResponse;
import dev.pushkit.it.compatibility.Feature;
import dev.pushkit.it.compatibility.Shows;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.TestBed;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A filter in front forbids asynchronous requests: the kit says which, and polling goes on. */
@Shows(Feature.PLAIN_FILTER)
class FilterWithoutAsyncIT {
    @Test
    void isNamedInTheAnswerAndInTheLogWhilePollingGoesOn() throws IOException {
        TestBed bed = TestBed.of(App.PLAIN_FILTER);
        URI push = bed.push();
        for (String path : new String[] {"sse", "stream"}) {
            try (RawHttp http = RawHttp.connect(push)) {
                RawResponse refused = http.send(RawRequest.get(push.getRawPath() + path + "?topic=demo/x"));
                assertThat(refused.status()).isEqualTo(500);
                assertThat(refused.text()).contains(PlainFilter.class.getName()).contains("async-supported");
            }
        }
        assertThat(bed.server().orElseThrow().log().text().lines())
                .as("the kit's own line")
                .anySatisfy(line -> assertThat(line).contains("async-supported", PlainFilter.class.getName()));
        try (Publisher publisher = Publisher.connect(push)) {
            String cursor = publisher.publish("demo/x", "one");
            long start = System.nanoTime();
            assertThat(RawHttp.text(push.resolve("poll?topic=demo/x&wait=1&since=" + cursor)))
                    .contains("\"events\":[]");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(900));
            publisher.publish("demo/x", "two");
            assertThat(RawHttp.text(push.resolve("poll?topic=demo/x&since=" + cursor)))
                    .contains("\"two\"");
        }
    }
}
