// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.InvalidInputException;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceManifestTest {
    @Test
    void findsTheNearestPattern() {
        ResourceManifest manifest = manifest("""
                {"/": ["/root.css"], "/docs/*": ["/docs.css"], "/docs/api/*": ["/api.css"],
                 "/docs/api/index.html": ["/index.css"], "*.html": ["/page.css"], "/a/": ["/a.css"]}""");
        assertThat(hrefs(manifest, "/")).containsExactly("/root.css");
        assertThat(hrefs(manifest, "/docs")).containsExactly("/docs.css");
        assertThat(hrefs(manifest, "/docs/x/y.html")).containsExactly("/docs.css");
        assertThat(hrefs(manifest, "/docs/api/x")).containsExactly("/api.css");
        assertThat(hrefs(manifest, "/docs/api/index.html")).containsExactly("/index.css");
        assertThat(hrefs(manifest, "/x/y.html")).containsExactly("/page.css");
        assertThat(hrefs(manifest, "/a/")).containsExactly("/a.css");
        assertThat(hrefs(manifest, "/docsx")).isEmpty();
        assertThat(hrefs(manifest, "/x.html/y")).isEmpty();
        assertThat(hrefs(manifest, "")).isEmpty();
    }

    @Test
    void takesNoAssetForAPage() {
        ResourceManifest manifest = manifest("{\"/*\": [\"/app.css?v=1\", \"/x.js\"]}");
        assertThat(hrefs(manifest, "/any")).containsExactly("/app.css?v=1", "/x.js");
        assertThat(hrefs(manifest, "/app.css")).isEmpty();
        assertThat(hrefs(manifest, "/x.js")).isEmpty();
    }

    @Test
    void saysHowAnAssetIsUsed() {
        ResourceManifest manifest = manifest("""
                {"/": [{"href": "/data", "as": "fetch"}, {"href": "/x.woff2"}, "/m.mjs",
                       {"href": "https://cdn.example/x.js", "crossorigin": true}]}""");
        assertThat(manifest.assetsOf("/"))
                .extracting(asset -> asset.link("/app"))
                .containsExactly(
                        "</app/data>; rel=preload; as=fetch; crossorigin",
                        "</app/x.woff2>; rel=preload; as=font; crossorigin",
                        "</app/m.mjs>; rel=modulepreload",
                        "<https://cdn.example/x.js>; rel=preload; as=script; crossorigin");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "[] ! no JSON object",
                "{ ! no JSON object",
                "{\"/\": \"/app.css\"} ! no list of assets",
                "{\"app.html\": []} ! no pattern",
                "{\"/*/x\": []} ! no pattern",
                "{\"/\": [7]} ! cannot be read",
                "{\"/\": [{\"url\": \"/x\"}]} ! cannot be read",
                "{\"/\": [{\"href\": 7}]} ! cannot be read",
                "{\"/\": [\"/x\"]} ! say so with \"as\"",
                "{\"/\": [\"//elsewhere/x.css\"]} ! is no path",
                "{\"/\": [{\"href\": \"/x\", \"as\": \"document\"}]} ! use style, script",
            })
    void isRefusedWithWhatToWriteInstead(String json, String complaint) {
        assertThatThrownBy(() -> manifest(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void namesNoMoreThanHeadersCanHold() {
        assertThatThrownBy(() -> manifest("{\"/\": ["
                        + IntStream.range(0, 33)
                                .mapToObj(i -> "\"/" + i + ".css\"")
                                .collect(Collectors.joining(","))
                        + "]}"))
                .hasMessageContaining("more than 32");
    }

    @Test
    void liesInTheApplicationOrOnItsClassPath() {
        ServletContext application = Stub.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getResourceAsStream" ->
                arguments[0].equals("/WEB-INF/m.json")
                        ? new ByteArrayInputStream("{\"/\": [\"/a.css\"]}".getBytes(StandardCharsets.UTF_8))
                        : null;
            case "getClassLoader" -> ResourceManifestTest.class.getClassLoader();
            default -> throw new AssertionError(method);
        });
        assertThat(hrefs(ResourceManifest.read("/WEB-INF/m.json", application), "/"))
                .containsExactly("/a.css");
        assertThatThrownBy(() -> ResourceManifest.read("/dev/pushkit/servlet/Push.class", application))
                .hasMessageContaining("/dev/pushkit/servlet/Push.class of push.resources: It is no JSON object");
        assertThatThrownBy(() -> ResourceManifest.read("/nowhere.json", application))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("The manifest /nowhere.json of push.resources: It is neither");
    }

    private static ResourceManifest manifest(String json) {
        return ResourceManifest.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> hrefs(ResourceManifest manifest, String path) {
        return manifest.assetsOf(path).stream().map(Asset::href).toList();
    }
}
