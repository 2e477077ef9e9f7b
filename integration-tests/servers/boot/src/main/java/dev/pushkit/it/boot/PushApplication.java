// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.boot;

import dev.pushkit.servlet.Push;
import dev.pushkit.websocket.PushWebSocket;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletComponentScan;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;

/** A Spring Boot application with the kit, as the deployment page describes it. */
@SpringBootApplication(proxyBeanMethods = false)
@ServletComponentScan("dev.pushkit")
public class PushApplication {

    /** Made by Spring. */
    public PushApplication() {}

    /**
     * Starts the application; the process ends by a signal.
     *
     * @param args properties, as {@code --name=value}
     */
    public static void main(String[] args) {
        SpringApplication.run(PushApplication.class, args);
    }

    @Bean
    ServletContextInitializer push() {
        return context -> {
            Push.install(context);
            PushWebSocket.install(context);
        };
    }
}
