// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pushkit.CloseReason;
import dev.pushkit.Frame;
import dev.pushkit.Subscriber;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServletOutletTest {
    private final List<String> asyncCalls = new ArrayList<>();
    private final AsyncContext async = Stub.of(AsyncContext.class, (method, arguments) -> {
        asyncCalls.add(method);
        return null;
    });
    private final HttpServletRequest request = Stub.of(HttpServletRequest.class, (method, arguments) -> async);
    private final FilteredResponse response = new FilteredResponse(0);
    private final ServletOutlet outlet = new ServletOutlet(response, false);

    @Test
    void takesOneFrameWithinServiceHoweverMuchWaits() throws IOException {
        List<Boolean> ready = new ArrayList<>();
        Subscriber eager = Stub.of(Subscriber.class, (method, arguments) -> {
            while (method.equals("open") && ready.size() < 3) {
                ready.add(outlet.isReady());
                if (ready.get(ready.size() - 1)) {
                    outlet.write(Frame.of("x"));
                }
            }
            return null;
        });
        outlet.start(request, eager, ' ');

        assertThat(ready).containsExactly(true, false, false);
        assertThat(response.size()).isEqualTo(1);
    }

    @Test
    void writesByBlockingWhereAFilterKeepsTheListenerToItself() throws IOException {
        startQuietly();
        awaitReady();
    }

    @Test
    void leavesTheEndToACallThatIsLate() throws IOException {
        startQuietly();
        awaitReady();

        assertThat(outlet.close(CloseReason.MAX_AGE)).as("ended").isFalse();
        assertThat(asyncCalls).doesNotContain("complete");
        outlet.onWritePossible();
        assertThat(asyncCalls).containsOnlyOnce("complete");
    }

    private void startQuietly() throws IOException {
        outlet.start(request, Stub.of(Subscriber.class, (method, arguments) -> null), ' ');
    }

    private void awaitReady() {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(10))
                .until(outlet::isReady);
    }
}
