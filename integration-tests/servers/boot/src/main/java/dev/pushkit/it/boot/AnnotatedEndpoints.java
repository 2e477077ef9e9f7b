// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.boot;

import jakarta.websocket.server.ServerEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;

/** The application's own {@code @ServerEndpoint} classes, where the server has WebSockets. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ServerEndpointExporter.class)
@ComponentScan(
        basePackages = "dev.pushkit",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = ServerEndpoint.class))
class AnnotatedEndpoints {

    @Bean
    ServerEndpointExporter endpoints() {
        return new ServerEndpointExporter();
    }
}
