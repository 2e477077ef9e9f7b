// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.ServletContext;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.ListenerNotFoundException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationFilter;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StopNoticeTest {
    private final MBeanServer server = MBeanServerFactory.createMBeanServer("stop-notice-test");
    private final AtomicInteger stops = new AtomicInteger();

    @AfterEach
    void forgetServer() {
        MBeanServerFactory.releaseMBeanServer(server);
    }

    @ParameterizedTest
    @CsvSource({
        "//localhost/app, /app, ''",
        "//localhost/app##2, /app, 2",
        "//localhost/, '', ''",
        "//localhost/##2, '', 2",
    })
    void comesBeforeTheContainerWaits(String name, String contextPath, String version) throws JMException {
        Emitter emitter = register(name);
        StopNotice.watch(application(contextPath, version), stops::incrementAndGet);

        emitter.say("j2ee.state.running");
        assertThat(stops).hasValue(0);
        emitter.say("j2ee.state.stopping");
        assertThat(stops).hasValue(1);
        assertThat(emitter.listeners).as("listeners after the notice").hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"//localhost/app2", "//localhost/app##1", "//other.example/app", "//localhost/"})
    void isNotTakenFromAnotherApplication(String other) throws JMException {
        Emitter emitter = register(other);
        StopNotice.watch(application("/app", ""), stops::incrementAndGet);

        emitter.say("j2ee.state.stopping");
        assertThat(stops).hasValue(0);
    }

    @Test
    void isNotTakenFromTheSameNameInAnotherEngine() throws JMException {
        Emitter first = register("//localhost/app", "Another");
        Emitter second = register("//localhost/app", "Catalina");
        StopNotice.watch(application("/app", ""), stops::incrementAndGet);

        first.say("j2ee.state.stopping");
        assertThat(stops).hasValue(0);
        second.say("j2ee.state.stopping");
        assertThat(stops).hasValue(1);
    }

    @Test
    void isForgottenWithItsApplicationHoweverOften() throws JMException {
        Emitter emitter = register("//localhost/app");
        Runnable forget = StopNotice.watch(application("/app", ""), stops::incrementAndGet);
        assertThat(emitter.listeners).hasValue(1);
        forget.run();
        forget.run();

        assertThat(emitter.listeners).hasValue(0);
        emitter.say("j2ee.state.stopping");
        assertThat(stops).hasValue(0);
    }

    @Test
    void isDoneWithoutWhereTheMBeanHidesItsObject() throws JMException {
        server.registerMBean(new Module(null), objectName("//localhost/app", "Catalina"));

        assertThatCode(() -> StopNotice.watch(application("/app", ""), stops::incrementAndGet)
                        .run())
                .doesNotThrowAnyException();
    }

    @Test
    void isNotAskedForElsewhere() throws JMException {
        Emitter emitter = register("//localhost/app");
        StopNotice.watch(application("/app", null), stops::incrementAndGet);

        emitter.say("j2ee.state.stopping");
        assertThat(stops).hasValue(0);
    }

    @Test
    void isDoneWithoutWhereTheApplicationMayNotAsk() {
        ServletContext restricted = Stub.of(ServletContext.class, (method, arguments) -> {
            if (method.equals("getAttribute")) {
                return "";
            }
            throw new UnsupportedOperationException(method);
        });

        assertThatCode(() ->
                        StopNotice.watch(restricted, stops::incrementAndGet).run())
                .doesNotThrowAnyException();
    }

    private Emitter register(String name) throws JMException {
        return register(name, "Catalina");
    }

    private Emitter register(String name, String domain) throws JMException {
        Emitter emitter = new Emitter();
        server.registerMBean(new Module(emitter), objectName(name, domain));
        return emitter;
    }

    private static ObjectName objectName(String name, String domain) throws JMException {
        return new ObjectName(
                domain,
                new Hashtable<>(Map.of(
                        "j2eeType", "WebModule", "name", name, "J2EEApplication", "none", "J2EEServer", "none")));
    }

    private static ServletContext application(String contextPath, String version) {
        return Stub.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getContextPath" -> contextPath;
            case "getVirtualServerName" -> "Catalina/localhost";
            case "getAttribute" -> arguments[0].equals("org.apache.catalina.webappVersion") ? version : null;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** The container's object behind the MBean. */
    private static final class Emitter extends NotificationBroadcasterSupport {
        private final AtomicInteger listeners = new AtomicInteger();

        void say(String type) {
            sendNotification(new Notification(type, "source", 1));
        }

        @Override
        public void addNotificationListener(NotificationListener listener, NotificationFilter filter, Object handback) {
            super.addNotificationListener(listener, filter, handback);
            listeners.incrementAndGet();
        }

        @Override
        public void removeNotificationListener(NotificationListener listener) throws ListenerNotFoundException {
            super.removeNotificationListener(listener);
            listeners.decrementAndGet();
        }
    }

    /** The container's MBean, which has one attribute. */
    private record Module(Object managedResource) implements DynamicMBean {
        @Override
        public Object getAttribute(String attribute) throws javax.management.AttributeNotFoundException {
            if (managedResource == null) {
                throw new javax.management.AttributeNotFoundException(attribute);
            }
            return managedResource;
        }

        @Override
        public void setAttribute(Attribute attribute) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AttributeList getAttributes(String[] attributes) {
            return new AttributeList();
        }

        @Override
        public AttributeList setAttributes(AttributeList attributes) {
            return attributes;
        }

        @Override
        public Object invoke(String action, Object[] parameters, String[] signature) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MBeanInfo getMBeanInfo() {
            return new MBeanInfo(Module.class.getName(), "A web module.", null, null, null, null);
        }
    }
}
