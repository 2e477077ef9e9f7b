// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.InvalidInputException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends or announces what a page will need before the browser asks for it.
 *
 * <p>{@code ResourcePush.of(request).add("/app.css").send(response)}, as early as possible: while the page is still
 * being made, its assets are on their way. For the thread that handles the request.
 */
public final class ResourcePush {
    static final String HEADER = "Push-Resources";

    private static final int MOST_ASSETS = 32;
    // Servers send no more than 8 KiB of headers by default, and the application has some of its own.
    private static final int MOST_CHARACTERS = 4_096;

    private final HttpServletRequest request;
    private final Resources resources;
    private final Map<String, Asset> assets = new LinkedHashMap<>();

    private ResourcePush(HttpServletRequest request, Resources resources) {
        this.request = request;
        this.resources = resources;
    }

    /**
     * Begins with nothing, for one request.
     *
     * @param request the request for the page
     * @return what assets are added to
     * @throws IllegalStateException if the kit is not installed in the application
     */
    public static ResourcePush of(HttpServletRequest request) {
        return new ResourcePush(request, Resources.of(request.getServletContext()));
    }

    /**
     * Adds an asset whose use is told by its file extension.
     *
     * @param href a path inside the web application such as {@code /app.css}, or a URL of another origin
     * @return this
     * @throws InvalidInputException if the path is malformed, its extension tells nothing, or there are too many
     */
    public ResourcePush add(String href) {
        return add(Asset.of(href));
    }

    /**
     * Adds an asset; one that was added before is not added again.
     *
     * @param asset what the page will need
     * @return this
     * @throws InvalidInputException if there are more than 32, or more than 4,096 characters of headers
     */
    public ResourcePush add(Asset asset) {
        assets.putIfAbsent(asset.href(), asset);
        checkBounds(assets.values());
        return this;
    }

    static void checkBounds(Collection<Asset> assets) {
        int characters =
                assets.stream().mapToInt(asset -> asset.link("").length()).sum();
        if (assets.size() > MOST_ASSETS || characters > MOST_CHARACTERS) {
            throw new InvalidInputException("One page has more than " + MOST_ASSETS + " assets, or more than "
                    + MOST_CHARACTERS + " characters of headers: keep to those that the first view needs.");
        }
    }

    /**
     * Takes the best way that container, client and settings allow, and tells of it in the header {@code
     * Push-Resources}. What the client has already, by the setting {@code push.resources.seen}, or got in this request
     * already, is left out.
     *
     * @param response the response, nothing of which has been sent yet
     * @return the way, or empty where there was nothing to send or the response is committed
     */
    public Optional<ResourceWay> send(HttpServletResponse response) {
        if (response.isCommitted()) {
            return Optional.empty();
        }
        SeenAssets seen = resources.seen(request);
        List<Asset> news = new ArrayList<>();
        for (Asset asset : assets.values()) {
            String target = asset.target(request.getContextPath());
            if (!seen.has(target) && !Resources.isSent(request, target)) {
                news.add(asset);
            }
        }
        if (news.isEmpty()) {
            return Optional.empty();
        }
        ResourceWay way = resources.send(news, request, response);
        List<String> targets = news.stream()
                .map(asset -> asset.target(request.getContextPath()))
                .toList();
        Resources.markSent(request, targets);
        seen.remember(targets, request, response);
        response.setHeader(HEADER, way.toString());
        return Optional.of(way);
    }
}
