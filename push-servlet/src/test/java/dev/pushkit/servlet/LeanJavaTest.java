// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A Java that was made with jlink, without its management module. */
final class LeanJavaTest {
    @Test
    void isEnoughToInstallTheKit() throws Exception {
        Set<String> mappings = new HashSet<>();
        ClassLoader lean = new LeanLoader();
        ServletContainerInitializer initializer = lean.loadClass(PushInitializer.class.getName())
                .asSubclass(ServletContainerInitializer.class)
                .getConstructor()
                .newInstance();
        assertThat(initializer.getClass()).isNotEqualTo(PushInitializer.class);
        initializer.onStartup(null, application(mappings));

        assertThat(mappings).contains("/push/poll", "/push/sse", "/push/stream");
    }

    private static ServletContext application(Set<String> mappings) {
        Map<String, Object> attributes = new HashMap<>(Map.of("org.apache.catalina.webappVersion", ""));
        ServletRegistration.Dynamic registration = Stub.of(ServletRegistration.Dynamic.class, (method, arguments) -> {
            if (method.equals("addMapping")) {
                Collections.addAll(mappings, (String[]) arguments[0]);
                return Set.of();
            }
            return null;
        });
        return Stub.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getInitParameterNames" -> Collections.emptyEnumeration();
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "addServlet" -> registration;
            case "getContextPath" -> "/app";
            case "getVirtualServerName" -> "Catalina/localhost";
            default -> null;
        });
    }

    /** Has classes of its own for the kit's, and no management for them. */
    private static final class LeanLoader extends ClassLoader {
        LeanLoader() {
            super(LeanJavaTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (name.startsWith("javax.management.")) {
                    throw new ClassNotFoundException(name);
                }
                if (!name.startsWith("dev.pushkit.servlet.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = getParent().getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
