// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.HubSettings;
import dev.pushkit.Setting;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceFilterTest {
    private static final String MANIFEST = "{\"/*\": [\"/a.css\"]}";

    private final List<String> registered = new ArrayList<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private ResourceFilter filter;

    @Test
    void isThereOnlyWhereASettingNamesAManifest() {
        ResourceFilter.register(context(), HubSettings.defaults());
        assertThat(registered).isEmpty();
        assertThat(Resources.of(context()).counts()).containsOnlyKeys("push", "early-hints", "link");
        ResourceFilter.register(context(), HubSettings.defaults().with(Setting.RESOURCES, "/m.json"));
        assertThat(registered).containsExactly("push-resources", "setAsyncSupported", "addMappingForUrlPatterns");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /app/, , true",
        "GET, /app/x;jsessionid=1, document, true",
        "GET, /app/x, iframe, true",
        "GET, /app/x, empty, false",
        "GET, /app/x, style, false",
        "HEAD, /app/x, , false",
        "POST, /app/x, document, false",
        "GET, /app/a.css, , false",
        "GET, /app/push/sse, , false",
        "GET, /elsewhere, , false",
    })
    void actsOnDocumentsOfTheApplication(String method, String uri, String destination, boolean acts) throws Exception {
        ResourceFilter.register(context(), HubSettings.defaults().with(Setting.RESOURCES, "/m.json"));
        List<String> passed = new ArrayList<>();
        Map<String, String> headers = new HashMap<>();
        filter.doFilter(
                request(method, uri, destination), response(headers), (request, response) -> passed.add("passed"));
        assertThat(passed).hasSize(1);
        assertThat(headers.containsKey("Push-Resources")).isEqualTo(acts);
    }

    private HttpServletRequest request(String verb, String uri, String destination) {
        return Stub.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getMethod" -> verb;
            case "getRequestURI" -> uri;
            case "getContextPath" -> "/app";
            case "getHeader" -> arguments[0].equals("Sec-Fetch-Dest") ? destination : null;
            case "getProtocol" -> "HTTP/1.1";
            case "getServletContext" -> context();
            case "isSecure" -> false;
            default -> null;
        });
    }

    private static HttpServletResponse response(Map<String, String> headers) {
        return Stub.of(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "isCommitted" -> false;
            case "addHeader", "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            default -> throw new AssertionError(method);
        });
    }

    private ServletContext context() {
        FilterRegistration.Dynamic registration = Stub.of(FilterRegistration.Dynamic.class, (method, arguments) -> {
            registered.add(method);
            return null;
        });
        return Stub.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getResourceAsStream" -> new ByteArrayInputStream(MANIFEST.getBytes(StandardCharsets.UTF_8));
            case "addFilter" -> {
                registered.add((String) arguments[0]);
                filter = (ResourceFilter) arguments[1];
                yield registration;
            }
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new AssertionError(method);
        });
    }
}
