// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubSettings;
import dev.pushkit.Setting;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.PushBuilder;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** How the assets of one web application are sent, and how often which way was taken. Thread-safe. */
final class Resources {
    private static final String ATTRIBUTE = "dev.pushkit.servlet.resources";
    private static final String SENT = "dev.pushkit.servlet.resources.sent";
    private static final String HINTED = "dev.pushkit.servlet.resources.hinted";
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");

    private final String seen;
    private final String hints;
    private final EarlyHints earlyHints;
    private final Map<ResourceWay, LongAdder> counts = new EnumMap<>(ResourceWay.class);

    Resources(HubSettings settings) {
        this(settings, new EarlyHints());
    }

    Resources(HubSettings settings, EarlyHints earlyHints) {
        this.earlyHints = earlyHints;
        seen = settings.text(Setting.RESOURCES_SEEN);
        hints = settings.text(Setting.RESOURCES_EARLY_HINTS);
        for (ResourceWay way : ResourceWay.values()) {
            counts.put(way, new LongAdder());
        }
    }

    void putInto(ServletContext servletContext) {
        servletContext.setAttribute(ATTRIBUTE, this);
    }

    static Resources of(ServletContext servletContext) {
        if (servletContext.getAttribute(ATTRIBUTE) instanceof Resources resources) {
            return resources;
        }
        throw new IllegalStateException("Push Kit is not installed in this application: put push-servlet into"
                + " WEB-INF/lib, or call Push.install(servletContext) while the application starts.");
    }

    SeenAssets seen(HttpServletRequest request) {
        return switch (seen) {
            case "cookie" -> SeenCookie.of(request);
            case "digest" -> CacheDigest.of(request);
            default -> SeenAssets.NONE;
        };
    }

    /** How often each way was taken, by its text. */
    Map<String, Long> counts() {
        Map<String, Long> byName = new LinkedHashMap<>();
        counts.forEach((way, count) -> byName.put(way.toString(), count.sum()));
        return byName;
    }

    ResourceWay send(List<Asset> assets, HttpServletRequest request, HttpServletResponse response) {
        HttpServletResponse innermost = innermost(response);
        String context = request.getContextPath();
        boolean pushed = push(assets, request);
        assets.stream()
                .filter(asset -> !(pushed && asset.isOwn()))
                .forEach(asset -> innermost.addHeader("Link", asset.link(context)));
        ResourceWay way = ResourceWay.LINK;
        if (pushed) {
            way = ResourceWay.PUSH;
        } else if (takesHints(request) && request.getAttribute(HINTED) == null && earlyHints.send(innermost)) {
            request.setAttribute(HINTED, true);
            way = ResourceWay.EARLY_HINTS;
        }
        counts.get(way).increment();
        return way;
    }

    private static boolean push(List<Asset> assets, HttpServletRequest request) {
        if (assets.stream().noneMatch(Asset::isOwn)) {
            return false;
        }
        try {
            PushBuilder builder = request.newPushBuilder();
            if (builder == null) {
                return false;
            }
            for (Asset asset : assets) {
                if (asset.isOwn()) {
                    builder.path(asset.target(request.getContextPath())).push();
                }
            }
            return true;
        } catch (LinkageError | IllegalStateException | UnsupportedOperationException e) {
            // A Servlet API to come may have no PushBuilder: it is deprecated since 6.1.
            LOG.log(Level.DEBUG, "Nothing could be pushed.", e);
            return false;
        }
    }

    // RFC 8297, section 3: old clients of HTTP/1.1 take an interim answer for the final one. Browsers use it where they
    // navigate, and nowhere else.
    private boolean takesHints(HttpServletRequest request) {
        String protocol = request.getProtocol();
        boolean multiplexed = protocol.startsWith("HTTP/2") || protocol.startsWith("HTTP/3");
        String mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null && !mode.equals("navigate")) {
            return false;
        }
        return switch (hints) {
            case "navigations" -> multiplexed && mode != null;
            case "h2" -> multiplexed;
            case "all" -> multiplexed || protocol.equals("HTTP/1.1");
            default -> false;
        };
    }

    // A wrapper may keep headers to itself until the final answer.
    private static HttpServletResponse innermost(HttpServletResponse response) {
        HttpServletResponse innermost = response;
        while (innermost instanceof ServletResponseWrapper wrapper
                && wrapper.getResponse() instanceof HttpServletResponse inner) {
            innermost = inner;
        }
        return innermost;
    }

    static boolean isSent(HttpServletRequest request, String target) {
        return request.getAttribute(SENT) instanceof Set<?> sent && sent.contains(target);
    }

    static void markSent(HttpServletRequest request, Collection<String> targets) {
        Set<Object> sent = new HashSet<>(targets);
        if (request.getAttribute(SENT) instanceof Set<?> before) {
            sent.addAll(before);
        }
        request.setAttribute(SENT, sent);
    }
}
