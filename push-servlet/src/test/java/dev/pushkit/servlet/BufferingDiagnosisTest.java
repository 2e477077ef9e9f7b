// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BufferingDiagnosisTest {
    private final HttpServletRequest request = request();

    @Test
    void leavesTheContainersOwnResponseAlone() throws IOException {
        HttpServletResponse untouched = Stub.of(HttpServletResponse.class, (method, arguments) -> {
            throw new AssertionError(method);
        });
        BufferingDiagnosis.check(request, untouched, ' ');
    }

    @Test
    void addsNothingWhereAFlushGoesThrough() throws IOException {
        FilteredResponse response = new FilteredResponse(0);
        BufferingDiagnosis.check(request, response, ' ');
        assertThat(response.size()).isZero();
    }

    @Test
    void getsOverTheThresholdOfAFilter() throws IOException {
        FilteredResponse response = new FilteredResponse(1_024);
        BufferingDiagnosis.check(request, response, ' ');
        assertThat(response.size()).isEqualTo(2_048);
    }

    @Test
    void namesTheFilterThatHoards() {
        assertThatThrownBy(() -> BufferingDiagnosis.check(request, new FilteredResponse(Integer.MAX_VALUE), ' '))
                .isInstanceOfSatisfying(ProblemException.class, problem -> assertThat(problem.status())
                        .isEqualTo(500))
                .hasMessageContaining("hoarder (com.example.Hoarder)")
                .hasMessageContaining("leave /push/sse alone")
                .hasMessageContaining("/poll works");
    }

    private static HttpServletRequest request() {
        FilterRegistration filter = Stub.of(FilterRegistration.class, (method, arguments) -> switch (method) {
            case "getName" -> "hoarder";
            case "getClassName" -> "com.example.Hoarder";
            case "getUrlPatternMappings" -> List.of("/*");
            default -> List.of();
        });
        ServletContext application = Stub.of(ServletContext.class, (method, arguments) -> Map.of("hoarder", filter));
        HttpServletMapping mapping = Stub.of(HttpServletMapping.class, (method, arguments) -> "push-sse");
        return Stub.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getRequestURI" -> "/app/push/sse";
            case "getContextPath" -> "/app";
            case "getServletPath" -> "/push/sse";
            case "getHttpServletMapping" -> mapping;
            case "getServletContext" -> application;
            default -> null;
        });
    }
}
