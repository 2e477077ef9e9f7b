// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.spring;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A Spring Boot application on a port of 127.0.0.1. */
@SpringBootApplication(proxyBeanMethods = false)
public class SpringLauncher {

    /** Made by Spring. */
    public SpringLauncher() {}

    /**
     * Starts the application; the process ends by a signal.
     *
     * @param arguments the port
     */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(SpringLauncher.class);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", arguments[0],
                "server.tomcat.accept-count", "4096",
                "server.tomcat.max-connections", "30000",
                "server.tomcat.max-keep-alive-requests", "-1"));
        application.run();
    }
}
