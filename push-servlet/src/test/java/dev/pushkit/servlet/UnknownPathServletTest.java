// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pushkit.HubContext;
import dev.pushkit.HubSettings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnknownPathServletTest {
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();

    @Test
    void asksForAnUpgradeOnlyWhereOneCanBeHad() {
        attributes.put("dev.pushkit.websocket.served", true);
        assertThat(answer("/ws").status()).isEqualTo(426);
        assertThat(headers).containsEntry("Upgrade", "websocket");
    }

    @Test
    void namesTheOtherTransportsWhereThereIsNoWebSocket() {
        // The jar alone is no WebSocket: the server needs one too.
        attributes.put("dev.pushkit.websocket.installed", "yes");
        ProblemException problem = answer("/ws");
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem).hasMessageContaining("no WebSocket").hasMessageContaining("/sse");
        assertThat(headers).isEmpty();
    }

    @Test
    void knowsNothingOfOtherPaths() {
        assertThat(answer("/metrics").status()).isEqualTo(404);
        assertThat(answer("/ws/x").status()).isEqualTo(404);
    }

    private ProblemException answer(String path) {
        HubContext context = new HubContext(HubSettings.defaults());
        UnknownPathServlet servlet = new UnknownPathServlet(context, new OriginPolicy(List.of()));
        ServletContext application = Stub.of(ServletContext.class, (method, arguments) -> attributes.get(arguments[0]));
        HttpServletRequest request = Stub.of(
                HttpServletRequest.class, (method, arguments) -> method.equals("getPathInfo") ? path : application);
        HttpServletResponse response = Stub.of(
                HttpServletResponse.class,
                (method, arguments) -> headers.put((String) arguments[0], (String) arguments[1]));
        return catchThrowableOfType(ProblemException.class, () -> servlet.handle(request, response));
    }
}
