// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.HubContext;
import dev.pushkit.HubSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeConfiguratorTest {
    private final HandshakeConfigurator configurator = new HandshakeConfigurator(new HubContext(HubSettings.defaults()
            .with("push.origins", "https://app.example")
            .with("push.publish.roles", "news/**=editor|chief")));
    private final ServerEndpointConfig config = ServerEndpointConfig.Builder.create(PushEndpoint.class, "/ws")
            .configurator(configurator)
            .build();
    private final FakeSession fake = new FakeSession();

    @AfterEach
    void endRequest() {
        CurrentRequest.end();
    }

    @Test
    void judgesTheOriginByTheHostOfTheRequest() {
        CurrentRequest.begin(servletRequest("example.org"));
        assertThat(configurator.checkOrigin("https://example.org")).isTrue();
        assertThat(configurator.checkOrigin("https://app.example")).isTrue();
        assertThat(configurator.checkOrigin(null)).isTrue();
        assertThat(configurator.checkOrigin("https://evil.example")).isFalse();
        assertThat(configurator.checkOrigin("null")).isFalse();
    }

    @Test
    void leavesTheJudgementToTheHandshakeWhereTheHostIsUnknown() {
        assertThat(configurator.checkOrigin("https://evil.example")).isTrue();
        assertThat(handshake(Map.of("Origin", "https://evil.example", "Host", "example.org"), null)
                        .foreign())
                .isTrue();
        assertThat(handshake(Map.of("Origin", "https://evil.example"), null).foreign())
                .isTrue();
        assertThat(handshake(Map.of("Origin", "https://example.org", "Host", "example.org"), null)
                        .foreign())
                .isFalse();
    }

    @Test
    void looksHeadersUpWithoutRegardToCase() {
        Handshake handshake = handshake(
                Map.of("ORIGIN", "https://evil.example", "host", "example.org", "last-event-id", "x-1"), null);
        assertThat(handshake.foreign()).isTrue();
        assertThat(handshake.lastEventId()).contains("x-1");
    }

    @Test
    void notesWhoAsksAndWhichRolesTheSettingsName() {
        Handshake handshake = handshake(Map.of("Host", "example.org"), "ann");
        assertThat(handshake.identity().name()).contains("ann");
        assertThat(handshake.identity().hasRole("editor")).isTrue();
        assertThat(handshake.identity().hasRole("chief")).isFalse();
        assertThat(handshake(Map.of("Host", "example.org"), null).identity().hasRole("editor"))
                .isFalse();
    }

    @Test
    void findsTheHandshakeOfASessionButNotThatOfAnotherUser() {
        handshake(Map.of(), null);
        assertThat(Handshake.of(fake.session, config)).isPresent();
        handshake(Map.of(), "ann");
        assertThat(Handshake.of(fake.session, config)).isEmpty();
    }

    @Test
    void letsNoPageActForItsVisitorWhereAnyPageMayConnect() {
        HandshakeConfigurator open = new HandshakeConfigurator(new HubContext(
                HubSettings.defaults().with("push.origins", "*").with("push.publish.roles", "news/**=editor")));
        open.modifyHandshake(
                config,
                handshakeRequest(Map.of("Origin", "https://evil.example", "Host", "example.org"), "ann"),
                HashMap::new);
        Handshake handshake =
                (Handshake) config.getUserProperties().values().iterator().next();
        assertThat(handshake.foreign()).isFalse();
        assertThat(handshake.identity().name()).isEmpty();
        assertThat(handshake.identity().hasRole("editor")).isFalse();
    }

    @Test
    void takesTheSubprotocolWhereItIsOffered() {
        List<String> supported = List.of("push.v1");
        assertThat(configurator.getNegotiatedSubprotocol(supported, List.of("chat", " push.v1")))
                .isEqualTo("push.v1");
        assertThat(configurator.getNegotiatedSubprotocol(supported, List.of("chat")))
                .isEmpty();
        assertThat(configurator.getNegotiatedSubprotocol(supported, List.of())).isEmpty();
    }

    @Test
    void makesAnEndpointForEachSession() {
        assertThat(configurator.getEndpointInstance(PushEndpoint.class))
                .isNotSameAs(configurator.getEndpointInstance(PushEndpoint.class));
    }

    private Handshake handshake(Map<String, String> headers, String user) {
        configurator.modifyHandshake(config, handshakeRequest(headers, user), HashMap::new);
        return config.getUserProperties().values().stream()
                .map(Handshake.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static HandshakeRequest handshakeRequest(Map<String, String> headers, String user) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return proxy(
                HandshakeRequest.class,
                Map.of(
                        "getHeaders",
                        lists,
                        "getUserPrincipal",
                        Optional.ofNullable(user).map(HandshakeConfiguratorTest::principal),
                        "isUserInRole",
                        "editor"));
    }

    private static Principal principal(String name) {
        return () -> name;
    }

    private static HttpServletRequest servletRequest(String host) {
        return proxy(HttpServletRequest.class, Map.of("getHeader", host, "getRemoteAddr", "192.0.2.1"));
    }

    private static <T> T proxy(Class<T> type, Map<String, Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Object answer = answers.get(method.getName());
                    if (method.getReturnType() == boolean.class) {
                        return answer.equals(arguments[0]);
                    }
                    return answer instanceof Optional<?> optional ? optional.orElse(null) : answer;
                }));
    }
}
