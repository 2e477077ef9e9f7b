// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which page needs what: {@code {"/": ["/app.css"], "/docs/*": [{"href": "/docs", "as": "script"}], "*.html": […]}}.
 * Immutable, thread-safe.
 *
 * <p>Of several patterns that match, the exact one counts, then the longest with {@code /*}, then the extension, as in
 * Jakarta Servlet 6.0, section 12.1.
 */
final class ResourceManifest {
    private static final int LONGEST = 1 << 20;
    private static final Pattern PATTERN = Pattern.compile("/|\\*\\.[^/*;?]+|(?:/[^/*;?]+)*(?:/\\*|/[^/*;?]+/?)");
    private static final Set<String> FIELDS = Set.of("href", "as", "crossorigin");

    private final Map<String, List<Asset>> pages = new HashMap<>();
    private final Set<String> assets = new HashSet<>();

    private ResourceManifest() {}

    /**
     * Reads a manifest of an application, from its files or else from its class path.
     *
     * @throws InvalidInputException if there is none, or it is malformed
     */
    static ResourceManifest read(String name, ServletContext servletContext) {
        try (InputStream file = servletContext.getResourceAsStream(name);
                InputStream in = file != null ? file : fromClassPath(name, servletContext)) {
            if (in == null) {
                throw new InvalidInputException(
                        "It is neither in the application nor on its class path: put it there, or"
                                + " leave the setting out.");
            }
            return parse(in.readNBytes(LONGEST + 1));
        } catch (IOException | InvalidInputException e) {
            throw new InvalidInputException("The manifest " + name + " of push.resources: " + e.getMessage());
        }
    }

    private static InputStream fromClassPath(String name, ServletContext servletContext) {
        return servletContext.getClassLoader().getResourceAsStream(name.substring(1));
    }

    /**
     * Reads a manifest.
     *
     * @throws InvalidInputException if it is malformed
     */
    static ResourceManifest parse(byte[] json) {
        if (json.length > LONGEST) {
            throw new InvalidInputException("It has more than 1 MiB: name only what first views need.");
        }
        ResourceManifest manifest = new ResourceManifest();
        try (JsonReader reader = JsonProvider.provider().createReader(new ByteArrayInputStream(json))) {
            reader.readObject().forEach(manifest::addPage);
        } catch (JsonException e) {
            throw new InvalidInputException("It is no JSON object: " + e.getMessage());
        }
        return manifest;
    }

    private void addPage(String pattern, JsonValue value) {
        if (!PATTERN.matcher(pattern).matches()) {
            throw new InvalidInputException("The page \"" + pattern
                    + "\" is no pattern: write a path such as /chat.html, or a pattern such as /docs/* or *.html.");
        }
        if (!(value instanceof JsonArray list)) {
            throw new InvalidInputException("The page " + pattern + " has no list of assets: write [\"/app.css\"].");
        }
        List<Asset> found = new ArrayList<>();
        for (JsonValue item : list) {
            found.add(asset(pattern, item));
        }
        ResourcePush.checkBounds(found);
        pages.put(pattern, List.copyOf(found));
        found.stream()
                .filter(Asset::isOwn)
                .map(asset -> asset.href().replaceFirst("\\?.*", ""))
                .forEach(assets::add);
    }

    private static Asset asset(String pattern, JsonValue item) {
        if (item instanceof JsonString href) {
            return Asset.of(href.getString());
        }
        if (item instanceof JsonObject fields && FIELDS.containsAll(fields.keySet())) {
            try {
                String href = fields.getString("href");
                Asset asset = fields.containsKey("as") ? Asset.of(href, fields.getString("as")) : Asset.of(href);
                return new Asset(href, asset.as(), fields.getBoolean("crossorigin", asset.crossorigin()));
            } catch (NullPointerException | ClassCastException e) {
                // The complaint below says what is lacking.
            }
        }
        throw new InvalidInputException(
                "The page " + pattern + " has an asset that cannot be read: write \"/app.css\", or"
                        + " {\"href\": \"/x\", \"as\": \"script\", \"crossorigin\": true} with all but href left out at will.");
    }

    /** What a page needs, by its path inside the application; nothing for what is an asset itself. */
    List<Asset> assetsOf(String path) {
        if (assets.contains(path)) {
            return List.of();
        }
        List<Asset> found = pages.get(path);
        for (int slash = path.length(); found == null && slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
            found = pages.get(path.substring(0, slash) + "/*");
        }
        if (found == null) {
            int dot = path.lastIndexOf('.');
            found = dot > path.lastIndexOf('/') ? pages.get('*' + path.substring(dot)) : null;
        }
        return found == null ? List.of() : found;
    }
}
