// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.HubSettings;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Setting;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.PushBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourcePushTest {
    private final Map<String, Object> contextAttributes = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> requestHeaders = new HashMap<>();
    private final Map<String, List<String>> headers = new HashMap<>();
    private final List<Map<String, List<String>>> hints = new ArrayList<>();
    private final List<String> pushed = new ArrayList<>();
    private final HttpServletResponse response = response();
    private String protocol = "HTTP/2.0";
    private boolean takesPushes;
    private boolean committed;
    private Cookie[] cookies;

    @Test
    void pushesWhatIsItsOwnAndLinksTheRest() {
        takesPushes = true;
        assertThat(push().add("/a.css?v=1").add("https://cdn.example/x.js").send(response))
                .contains(ResourceWay.PUSH);
        assertThat(pushed).containsExactly("/app/a.css?v=1");
        assertThat(headers.get("Link")).containsExactly("<https://cdn.example/x.js>; rel=preload; as=script");
        assertThat(headers.get("Push-Resources")).containsExactly("push");
        assertThat(hints).isEmpty();
    }

    @Test
    void hintsAtEverythingWithoutThePolicyThatWouldForbidIt() {
        headers.put("Content-Security-Policy", new ArrayList<>(List.of("default-src 'none'", "style-src 'self'")));
        assertThat(push().add("/a.css").add("/x.woff2").send(new HttpServletResponseWrapper(response)))
                .contains(ResourceWay.EARLY_HINTS);
        assertThat(hints).singleElement().satisfies(sent -> assertThat(sent)
                .containsEntry(
                        "Link",
                        List.of(
                                "</app/a.css>; rel=preload; as=style",
                                "</app/x.woff2>; rel=preload; as=font; crossorigin"))
                .containsEntry("Content-Security-Policy", List.of(""))
                .doesNotContainKey("Set-Cookie")
                .doesNotContainKey("Push-Resources"));
        assertThat(headers.get("Content-Security-Policy")).containsExactly("default-src 'none'", "style-src 'self'");
        assertThat(headers.get("Link")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "h2, HTTP/2.0, , true",
        "h2, HTTP/2.0, navigate, true",
        "h2, HTTP/2.0, cors, false",
        "h2, HTTP/3.0, navigate, true",
        "h2, HTTP/1.1, navigate, false",
        "navigations, HTTP/2.0, navigate, true",
        "navigations, HTTP/2.0, , false",
        "all, HTTP/1.1, , true",
        "all, HTTP/1.0, navigate, false",
        "all, HTTP/0.9, , false",
        "off, HTTP/2.0, navigate, false",
    })
    void hintsOnlyToWhomTheSettingSays(String setting, String version, String mode, boolean hinted) {
        protocol = version;
        if (mode != null) {
            requestHeaders.put("Sec-Fetch-Mode", mode);
        }
        install(Setting.RESOURCES_EARLY_HINTS, setting);
        assertThat(ResourcePush.of(request()).add("/a.css").send(response))
                .contains(hinted ? ResourceWay.EARLY_HINTS : ResourceWay.LINK);
        assertThat(hints).hasSize(hinted ? 1 : 0);
    }

    @Test
    void sendsNothingTwiceInARequestNorAfterItsAnswerHasBegun() {
        push().add("/a.css").send(response);
        assertThat(push().add("/a.css").send(response)).isEmpty();
        assertThat(push().add("/a.css").add("/b.css").send(response)).contains(ResourceWay.LINK);
        assertThat(hints).as("browsers take the first only").hasSize(1);
        assertThat(headers.get("Link")).hasSize(2);
        committed = true;
        assertThat(push().add("/c.css").send(response)).isEmpty();
    }

    @Test
    void remembersInACookieWhatAClientGot() {
        push().add("/a.css").add("/b.css").send(response);
        String set = headers.get("Set-Cookie").get(0);
        assertThat(set).matches("push-resources=[A-Za-z0-9_-]{8}; Path=/app; HttpOnly; SameSite=Lax");
        visitWith(set);
        assertThat(push().add("/a.css").add("/b.css").send(response)).isEmpty();
        assertThat(headers).isEmpty();
        assertThat(push().add("/a.css").add("/c.css").send(response)).contains(ResourceWay.EARLY_HINTS);
        assertThat(headers.get("Link")).containsExactly("</app/c.css>; rel=preload; as=style");
        assertThat(headers.get("Set-Cookie").get(0)).matches("push-resources=[A-Za-z0-9_-]{12};.*");
    }

    @Test
    void keepsTheCookieSmall() {
        for (int turn = 0; turn < 4; turn++) {
            ResourcePush push = push();
            int first = turn * 30;
            IntStream.range(first, first + 30).forEach(i -> push.add("/" + i + ".css"));
            push.send(response);
            visitWith(headers.get("Set-Cookie").get(0));
        }
        assertThat(cookies[0].getValue()).hasSize(256);
        assertThat(push().add("/119.css").send(response)).isEmpty();
        assertThat(push().add("/0.css").send(response)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "%%%%", "a b c d "})
    void takesNoOtherCookieForItsOwn(String value) {
        cookies = new Cookie[] {new Cookie("push-resources", value), new Cookie("other", "abcd")};
        assertThat(push().add("/a.css").send(response)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.css",
                "//elsewhere.example/a.css",
                "/a.css\r\nSet-Cookie: x=y",
                "/a.css>; rel=preconnect",
                "/a b.css",
                "/ä.css",
                "/a.css#x",
                "javascript:alert(1).js",
                "ftp://elsewhere.example/a.css",
                "\\a.css",
            })
    void takesNothingThatCouldBecomeAHeader(String href) {
        assertThatThrownBy(() -> push().add(href)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Asset.of(href, "style")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Asset.of("/a", "style; x")).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void namesNoMoreThanHeadersCanHold() {
        ResourcePush many = push();
        IntStream.range(0, 32).forEach(i -> many.add("/" + i + ".css"));
        assertThatThrownBy(() -> many.add("/32.css")).isInstanceOf(InvalidInputException.class);
        ResourcePush longOnes = push();
        IntStream.range(0, 7).forEach(i -> longOnes.add("/" + i + "x".repeat(500) + ".css"));
        assertThatThrownBy(() -> longOnes.add("/" + "y".repeat(500) + ".css"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void needsTheKit() {
        assertThatThrownBy(() -> ResourcePush.of(request())).isInstanceOf(IllegalStateException.class);
    }

    private ResourcePush push() {
        if (contextAttributes.isEmpty()) {
            install(Setting.RESOURCES_SEEN, "cookie");
        }
        return ResourcePush.of(request());
    }

    private void install(Setting setting, String value) {
        EarlyHints earlyHints = new EarlyHints(type -> hinting -> {
            Map<String, List<String>> sent = new HashMap<>();
            headers.forEach((name, values) -> sent.put(name, List.copyOf(values)));
            hints.add(sent);
        });
        new Resources(HubSettings.defaults().with(setting, value), earlyHints).putInto(context());
    }

    private void visitWith(String setCookie) {
        attributes.clear();
        headers.clear();
        String value = setCookie.replaceFirst("push-resources=([^;]*);.*", "$1");
        cookies = new Cookie[] {new Cookie("push-resources", value)};
    }

    private ServletContext context() {
        return Stub.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getAttribute" -> contextAttributes.get((String) arguments[0]);
            case "setAttribute" -> contextAttributes.put((String) arguments[0], arguments[1]);
            default -> throw new AssertionError(method);
        });
    }

    private HttpServletRequest request() {
        return Stub.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getServletContext" -> context();
            case "getContextPath" -> "/app";
            case "getProtocol" -> protocol;
            case "getHeader" -> requestHeaders.get((String) arguments[0]);
            case "getCookies" -> cookies;
            case "isSecure" -> false;
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "newPushBuilder" -> takesPushes ? builder() : null;
            default -> throw new AssertionError(method);
        });
    }

    private PushBuilder builder() {
        PushBuilder[] self = new PushBuilder[1];
        self[0] = Stub.of(PushBuilder.class, (method, arguments) -> {
            if (method.equals("path")) {
                pushed.add((String) arguments[0]);
                return self[0];
            }
            return null;
        });
        return self[0];
    }

    private HttpServletResponse response() {
        return Stub.of(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "isCommitted" -> committed;
            case "addHeader" ->
                headers.computeIfAbsent((String) arguments[0], name -> new ArrayList<>())
                        .add((String) arguments[1]);
            case "setHeader" ->
                headers.put((String) arguments[0], new ArrayList<>(Collections.singleton((String) arguments[1])));
            case "getHeaders" -> headers.getOrDefault((String) arguments[0], List.of());
            default -> throw new AssertionError(method);
        });
    }
}
