// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.Hub;
import dev.pushkit.HubContext;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EventListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that has not so much as the classes of the WebSocket API. */
final class WithoutWebSocketApiTest {
    // Held here, since the log's own hold is weak.
    private static final Logger LOGGER = Logger.getLogger("dev.pushkit.websocket");

    private final List<LogRecord> log = Collections.synchronizedList(new ArrayList<>());
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final ClassLoader bare = new BareLoader();
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<EventListener> listeners = new ArrayList<>();
    private final ServletContext application = stub(ServletContext.class, (method, arguments) -> switch (method) {
        case "getAttribute" -> attributes.get((String) arguments[0]);
        case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
        case "addListener" -> listeners.add((EventListener) arguments[0]);
        case "getInitParameterNames" -> Collections.emptyEnumeration();
        case "getContextPath" -> "/app";
        default -> null;
    });

    @BeforeEach
    void record() {
        LOGGER.addHandler(recorder);
    }

    @AfterEach
    void release() {
        LOGGER.removeHandler(recorder);
        if (attributes.get(HubContext.ATTRIBUTE) instanceof HubContext context) {
            context.close();
        }
    }

    @Test
    void deploysAndSaysSoInOneLine() throws Exception {
        deploy();

        assertThat(log).singleElement().satisfies(line -> {
            assertThat(line.getLevel().getName()).isEqualTo("INFO");
            assertThat(new SimpleFormatter().formatMessage(line))
                    .contains("/app/push/ws is not served")
                    .contains("the server's own WebSocket module");
        });
        assertThat(attributes).doesNotContainKey("dev.pushkit.websocket.served");
    }

    @Test
    void saysTheSameWhereTheServerHidesItsApiFromTheApplication() throws Exception {
        attributes.put("jakarta.websocket.server.ServerContainer", "of another class loader");
        deploy();

        assertThat(log)
                .filteredOn(line -> line.getLevel().getName().equals("INFO"))
                .hasSize(1);
        assertThat(attributes).doesNotContainKey("dev.pushkit.websocket.served");
    }

    @Test
    void goesOnWithRequestsAndWithItsEnd() throws Exception {
        deploy();
        HttpServletRequest request = stub(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getRequestURI" -> "/app/push/ws";
            case "getHeader" -> "localhost";
            default -> null;
        });
        Hub hub = ((HubContext) attributes.get(HubContext.ATTRIBUTE)).hub();
        for (EventListener listener : listeners) {
            ServletRequestEvent event = new ServletRequestEvent(application, request);
            ((ServletRequestListener) listener).requestInitialized(event);
            ((ServletRequestListener) listener).requestDestroyed(event);
            ((ServletContextListener) listener).contextDestroyed(new ServletContextEvent(application));
        }

        assertThat(hub.isOpen()).isFalse();
    }

    @Test
    void letsContainersLookThroughItsWaysIn() throws Exception {
        for (Class<?> type :
                List.of(PushWebSocketInitializer.class, PushWebSocketListener.class, PushWebSocket.class)) {
            Class<?> own = bare.loadClass(type.getName());
            for (Method method : own.getDeclaredMethods()) {
                assertThat(method.getParameterTypes()).doesNotContainNull();
            }
            assertThat(own.getDeclaredFields()).isNotNull();
            assertThat(own.getDeclaredConstructors()).isNotEmpty();
        }
    }

    // As a container would: the initializer, and the listener of the web-fragment beside the one that it added.
    private void deploy() throws Exception {
        create(PushWebSocketInitializer.class, ServletContainerInitializer.class)
                .onStartup(null, application);
        listeners.add(create(PushWebSocketListener.class, ServletContextListener.class));
        assertThat(listeners).hasSize(2);
        for (EventListener listener : listeners) {
            ((ServletContextListener) listener).contextInitialized(new ServletContextEvent(application));
        }
    }

    private <T> T create(Class<?> type, Class<T> as) throws Exception {
        Class<?> own = bare.loadClass(type.getName());
        assertThat(own).isNotEqualTo(type);
        return as.cast(own.getConstructor().newInstance());
    }

    private static <T> T stub(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                WithoutWebSocketApiTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.apply(method.getName(), arguments)));
    }

    /** Has classes of its own for the transport's, and no WebSocket API for them. */
    private static final class BareLoader extends ClassLoader {
        BareLoader() {
            super(WithoutWebSocketApiTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("jakarta.websocket.")) {
                    throw new ClassNotFoundException(name);
                }
                if (!name.startsWith("dev.pushkit.websocket.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
