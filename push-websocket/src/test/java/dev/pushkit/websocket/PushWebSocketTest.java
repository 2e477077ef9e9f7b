// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.Hub;
import dev.pushkit.HubContext;
import dev.pushkit.HubSettings;
import dev.pushkit.InvalidInputException;
import jakarta.servlet.ServletContext;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.junit.jupiter.api.Test;

class PushWebSocketTest {
    private static final Consumer<ServletContextHandler> WEB_SOCKETS =
            application -> JakartaWebSocketServletContainerInitializer.configure(application, null);
    private static final Consumer<ServletContextHandler> INITIALIZER =
            application -> application.addServletContainerInitializer(new PushWebSocketInitializer());
    private static final Consumer<ServletContextHandler> FRAGMENT =
            application -> application.addEventListener(new PushWebSocketListener());

    @Test
    void servesOneEndpointHoweverManyWaysInAreTaken() {
        try (EmbeddedServer server = new EmbeddedServer(
                INITIALIZER.andThen(WEB_SOCKETS).andThen(FRAGMENT).andThen(INITIALIZER))) {
            opens(server);
        }
    }

    @Test
    void servesWhereNoInitializerIsRun() {
        try (EmbeddedServer server = new EmbeddedServer(WEB_SOCKETS.andThen(FRAGMENT))) {
            opens(server);
        }
    }

    @Test
    void goesOnWithoutWebSockets() {
        try (EmbeddedServer server = new EmbeddedServer(INITIALIZER)) {
            assertThat(server.hub().isOpen()).isTrue();
        }
    }

    @Test
    void leavesItsPathToAnEndpointOfTheApplication() {
        Consumer<ServletContextHandler> own = application -> JakartaWebSocketServletContainerInitializer.configure(
                application,
                (context, container) ->
                        container.addEndpoint(ServerEndpointConfig.Builder.create(PushEndpoint.class, "/push/ws")
                                .build()));
        try (EmbeddedServer server = new EmbeddedServer(own.andThen(INITIALIZER))) {
            assertThat(server.hub().isOpen()).isTrue();
        }
    }

    @Test
    void movesWithItsPath() {
        Consumer<ServletContextHandler> moved = application -> application.setInitParameter("push.path", "/realtime");
        try (EmbeddedServer server =
                        new EmbeddedServer(moved.andThen(WEB_SOCKETS).andThen(INITIALIZER));
                JdkClient client = JdkClient.connect(server.uri("").resolve("/app/realtime/ws?topic=demo/a"))) {
            client.control("open");
        }
    }

    @Test
    void failsWithWordsWhereASettingIsWrong() {
        Consumer<ServletContextHandler> wrong = application -> application.setInitParameter("push.hartbeat", "1s");
        assertThatThrownBy(() -> new EmbeddedServer(wrong.andThen(WEB_SOCKETS).andThen(INITIALIZER)))
                .rootCause()
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("push.heartbeat");
    }

    @Test
    void takesTheHubThatIsThereAndLeavesItOpen() {
        HubContext context = new HubContext(HubSettings.defaults());
        Consumer<ServletContextHandler> before =
                application -> application.getServletContext().setAttribute(HubContext.ATTRIBUTE, context);
        try (EmbeddedServer server =
                new EmbeddedServer(before.andThen(WEB_SOCKETS).andThen(INITIALIZER))) {
            opens(server);
            assertThat(server.hub()).isSameAs(context.hub());
        }
        assertThat(context.hub().isOpen()).isTrue();
        context.close();
    }

    @Test
    void closesTheHubThatItMade() {
        Hub hub;
        try (EmbeddedServer server = new EmbeddedServer(WEB_SOCKETS.andThen(INITIALIZER))) {
            hub = server.hub();
            assertThat(hub.isOpen()).isTrue();
            server.undeploy();
        }
        assertThat(hub.isOpen()).isFalse();
    }

    @Test
    void refusesToBeLateWhereNobodyWouldCloseTheHub() {
        assertThatThrownBy(() -> PushWebSocket.install(lateContext(null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Push.install");
    }

    @Test
    void mayBeLateWhereTheHubIsThere() {
        PushWebSocket.install(lateContext(new HubContext(HubSettings.defaults())));
    }

    private static void opens(EmbeddedServer server) {
        try (JdkClient client = JdkClient.connect(server.uri("?topic=demo/a"))) {
            client.control("open");
        }
    }

    private static ServletContext lateContext(HubContext hubContext) {
        Object container = Proxy.newProxyInstance(
                PushWebSocketTest.class.getClassLoader(), new Class<?>[] {ServerContainer.class}, (p, m, a) -> null);
        return (ServletContext) Proxy.newProxyInstance(
                PushWebSocketTest.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (p, method, arguments) -> {
                    if (method.getName().equals("addListener")) {
                        throw new UnsupportedOperationException("Too late.");
                    }
                    if (!method.getName().equals("getAttribute")) {
                        return null;
                    }
                    String name = (String) arguments[0];
                    return name.equals(HubContext.ATTRIBUTE)
                            ? hubContext
                            : name.contains("ServerContainer") ? container : null;
                });
    }
}
