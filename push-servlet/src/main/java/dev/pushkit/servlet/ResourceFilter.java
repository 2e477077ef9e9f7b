// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubSettings;
import dev.pushkit.Setting;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Sends ahead what the manifest says of a page. Thread-safe. */
final class ResourceFilter implements Filter {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    private static final String NAME = "push-resources";
    private static final Set<String> DOCUMENTS = Set.of("document", "iframe", "frame");

    private final ResourceManifest manifest;
    private final String kit;

    ResourceFilter(ResourceManifest manifest, String kit) {
        this.manifest = manifest;
        this.kit = kit + '/';
    }

    /**
     * Puts the filter into an application whose settings name a manifest, and the rest into every one.
     *
     * @throws dev.pushkit.InvalidInputException if the manifest is missing or malformed
     */
    static void register(ServletContext servletContext, HubSettings settings) {
        new Resources(settings).putInto(servletContext);
        String name = settings.text(Setting.RESOURCES);
        if (name.isEmpty()) {
            return;
        }
        ResourceManifest manifest = ResourceManifest.read(name, servletContext);
        FilterRegistration.Dynamic registration =
                servletContext.addFilter(NAME, new ResourceFilter(manifest, settings.text(Setting.PATH)));
        if (registration == null) {
            LOG.log(
                    Level.WARNING,
                    "The application has a filter named {0} of its own, so {1} is not followed.",
                    NAME,
                    name);
            return;
        }
        registration.setAsyncSupported(true);
        // After the application's own: one of them may send the visitor to a login instead.
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest page && response instanceof HttpServletResponse answer) {
            List<Asset> assets = isDocument(page) ? assetsOf(path(page)) : List.of();
            if (!assets.isEmpty()) {
                ResourcePush push = ResourcePush.of(page);
                assets.forEach(push::add);
                push.send(answer);
            }
        }
        chain.doFilter(request, response);
    }

    // A pattern such as /* is not meant for the kit's own streams.
    private List<Asset> assetsOf(String path) {
        return path.startsWith("/") && !path.startsWith(kit) ? manifest.assetsOf(path) : List.of();
    }

    private static boolean isDocument(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return request.getMethod().equals("GET") && (destination == null || DOCUMENTS.contains(destination));
    }

    // As the client wrote it: a welcome file is another path on some containers, and the same on others.
    private static String path(HttpServletRequest request) {
        String uri = request.getRequestURI();
        String context = request.getContextPath();
        return uri.startsWith(context) ? uri.substring(context.length()).replaceFirst(";.*", "") : "";
    }
}
