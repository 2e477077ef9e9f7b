// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Hub;
import dev.pushkit.HubContext;
import dev.pushkit.HubSettings;
import dev.pushkit.Setting;
import dev.pushkit.stream.Streams;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The kit in a web application: puts it there, and finds its hub. Thread-safe. */
public final class Push {
    static final String INSTALLED = "dev.pushkit.servlet.installed";

    private static final String MISSING = "Push Kit is not installed in this application: put push-servlet into"
            + " WEB-INF/lib, or call Push.install(servletContext) while the application starts.";
    private static final String STREAMS = "dev.pushkit.servlet.streams";
    private static final String NOTICE = "dev.pushkit.servlet.stop-notice";
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");

    private Push() {}

    /**
     * Puts the kit into a web application with the settings that its surroundings give. Idempotent.
     *
     * @param servletContext the application, before it takes requests
     * @throws dev.pushkit.InvalidInputException if a setting is unknown or out of its range
     */
    public static void install(ServletContext servletContext) {
        install(servletContext, PushConfig.defaults());
    }

    /**
     * Puts the kit into a web application. Where a container has done so already, the additions still count as long as
     * nobody has asked for the hub.
     *
     * @param servletContext the application, before it takes requests
     * @param config what the application's code decides
     * @throws dev.pushkit.InvalidInputException if a setting is unknown or out of its range
     * @throws IllegalStateException if the config comes too late, with what to do instead
     */
    public static void install(ServletContext servletContext, PushConfig config) {
        synchronized (Push.class) {
            HubContext context = context(servletContext, config);
            if (!config.additions().stream().allMatch(context::customize)) {
                throw new IllegalStateException("The hub of this application runs already, so the config comes too"
                        + " late: call Push.install(servletContext, config) before Push.hub(servletContext).");
            }
            if (servletContext.getAttribute(INSTALLED) == null) {
                servletContext.setAttribute(INSTALLED, true);
                register(servletContext, context);
            }
        }
    }

    /**
     * The hub of a web application; it is built at the first call.
     *
     * @param servletContext the application
     * @return its hub
     * @throws IllegalStateException if the kit is not installed there
     * @throws dev.pushkit.HubClosedException once the application has stopped
     */
    public static Hub hub(ServletContext servletContext) {
        if (servletContext.getAttribute(HubContext.ATTRIBUTE) instanceof HubContext context) {
            return context.hub();
        }
        throw new IllegalStateException(MISSING);
    }

    /**
     * The streams of a web application; they are opened at the first call.
     *
     * @param servletContext the application
     * @return its streams
     * @throws IllegalStateException if the kit is not installed there
     * @throws dev.pushkit.HubClosedException once the application has stopped
     * @throws java.io.UncheckedIOException if the folder of {@code push.streams.dir} cannot be used
     */
    public static Streams streams(ServletContext servletContext) {
        if (servletContext.getAttribute(STREAMS) instanceof StreamsContext context) {
            return context.streams();
        }
        throw new IllegalStateException(MISSING);
    }

    static void close(ServletContext servletContext) {
        if (servletContext.getAttribute(NOTICE) instanceof Runnable forget) {
            forget.run();
        }
        if (servletContext.getAttribute(HubContext.ATTRIBUTE) instanceof HubContext context) {
            context.close();
        }
    }

    private static HubContext context(ServletContext servletContext, PushConfig config) {
        if (servletContext.getAttribute(HubContext.ATTRIBUTE) instanceof HubContext known) {
            if (!config.settings().isEmpty()) {
                throw new IllegalStateException("The kit is installed already, so settings come too late: give them as"
                        + " context-params, system properties or environment variables.");
            }
            return known;
        }
        HubSettings settings = HubContext.resolve(config.settings(), contextParams(servletContext));
        HubContext context = new HubContext(settings);
        servletContext.setAttribute(HubContext.ATTRIBUTE, context);
        return context;
    }

    private static Map<String, String> contextParams(ServletContext servletContext) {
        Map<String, String> params = new HashMap<>();
        Collections.list(servletContext.getInitParameterNames())
                .forEach(name -> params.put(name, servletContext.getInitParameter(name)));
        return params;
    }

    private static void register(ServletContext servletContext, HubContext context) {
        String path = context.settings().text(Setting.PATH);
        OriginPolicy origins = new OriginPolicy(context.settings().list(Setting.ORIGINS));
        StreamsContext streams = new StreamsContext(context);
        servletContext.setAttribute(STREAMS, streams);
        add(servletContext, "push-poll", path + "/poll", new PollServlet(context, origins));
        add(servletContext, "push-sse", path + "/sse", new SseServlet(context, origins));
        add(servletContext, "push-stream", path + "/stream", new StreamServlet(context, origins));
        add(servletContext, "push-publish", path + "/publish", new PublishServlet(context, origins));
        add(servletContext, "push-health", path + "/health", new HealthServlet(streams, origins));
        add(servletContext, "push-streams", path + "/streams/*", new StreamsServlet(streams, origins));
        add(servletContext, "push-media", path + "/media/*", new MediaServlet(streams, origins));
        addClient(servletContext, context, origins, "client.js", "text/javascript");
        addClient(servletContext, context, origins, "client.js.map", "application/json");
        add(servletContext, "push-unknown", path + "/*", new UnknownPathServlet(context, origins));
        ResourceFilter.register(servletContext, context.settings());
        try {
            servletContext.addListener(new PushListener());
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            // Too late for a listener of this kind; a servlet's destroy() closes the hub then.
            LOG.log(Level.DEBUG, "No listener could be added: {0}", e.getMessage());
        }
        closeEarly(servletContext, context);
        LOG.log(
                Level.INFO,
                "Push Kit answers below {0}{1}.",
                servletContext.getContextPath().replaceFirst("/$", ""),
                path);
    }

    private static void addClient(
            ServletContext servletContext, HubContext context, OriginPolicy origins, String file, String type) {
        String path = context.settings().text(Setting.PATH);
        add(servletContext, "push-" + file, path + "/" + file, new ClientServlet(context, origins, file, type));
    }

    private static void closeEarly(ServletContext servletContext, HubContext context) {
        try {
            servletContext.setAttribute(NOTICE, StopNotice.watch(servletContext, context::close));
        } catch (LinkageError e) {
            LOG.log(Level.DEBUG, "This Java has no management module, so the application's end comes unannounced.", e);
        }
    }

    private static void add(ServletContext servletContext, String name, String mapping, Servlet servlet) {
        ServletRegistration.Dynamic registration = servletContext.addServlet(name, servlet);
        if (registration == null) {
            LOG.log(
                    Level.WARNING,
                    "The application has a servlet named {0} of its own, so {1} is left to it.",
                    name,
                    mapping);
            return;
        }
        registration.setAsyncSupported(true);
        Set<String> taken = registration.addMapping(mapping);
        if (!taken.isEmpty()) {
            LOG.log(Level.WARNING, "The application answers {0} itself; move the kit with push.path.", taken);
        }
    }
}
