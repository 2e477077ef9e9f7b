// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.awaitility.Awaitility.await;

import dev.pushkit.Subscriber;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ServletOutletTest {
    @Test
    void writesByBlockingWhereAFilterKeepsTheListenerToItself() throws IOException {
        AsyncContext async = Stub.of(AsyncContext.class, (method, arguments) -> null);
        HttpServletRequest request = Stub.of(HttpServletRequest.class, (method, arguments) -> async);
        Subscriber subscriber = Stub.of(Subscriber.class, (method, arguments) -> null);
        ServletOutlet outlet = new ServletOutlet(new FilteredResponse(0));
        outlet.start(request, subscriber, ' ');

        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(5))
                .until(outlet::isReady);
    }
}
