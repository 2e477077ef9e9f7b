// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import dev.pushkit.it.deployment.AssetsServlet;
import dev.pushkit.it.deployment.FlushingGzipFilter;
import dev.pushkit.it.deployment.HoardingGzipFilter;
import dev.pushkit.it.deployment.OwnEndpoint;
import dev.pushkit.it.deployment.OwnServlet;
import dev.pushkit.it.deployment.OwnStreams;
import dev.pushkit.it.deployment.PlainFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The applications that the tests need on the server under test. */
public enum App {
    /** The sample, in the root context. */
    SAMPLE("ROOT", Wars::sampleArchive),
    /** Nothing but the two jars. */
    BARE("bare", () -> Wars.bareArchive("bare.war")),
    /** The same once more. */
    TWIN("twin", () -> Wars.bareArchive("twin.war")),
    /** Streams end by their age after a fraction of a second. */
    SHORT_LIVED("short-lived", () -> configured("push.max-age", "100ms", "push.max-age.jitter", "90")),
    /** A topic keeps ten events. */
    SHORT_MEMORY("short-memory", () -> configured("push.retention.events", "10")),
    /** Nobody connects to it but the tests that count its connections. */
    COUNTED("counted", () -> Wars.bareArchive("counted.war")),
    /** One thread delivers, and no other takes its place. */
    ONE_WORKER("one-worker", () -> configured("push.workers", "1", "push.workers.max", "1")),
    /** Writes may wait for three seconds. */
    IMPATIENT("impatient", () -> configured("push.write-deadline", "3s")),
    /** Streams keep 20 MiB, are read at once, and by nobody who takes no bytes for two seconds. */
    STREAMS(
            "streams",
            () -> configured(
                    "push.streams.hold", "1s",
                    "push.streams.max-bytes", "20MiB",
                    "push.streams.overflow", "evict",
                    "push.streams.read.max-bytes", "64MiB",
                    "push.write-deadline", "2s")),
    /** A filter in front is not declared async-supported. */
    PLAIN_FILTER("plain-filter", () -> Wars.bareArchive("plain-filter.war").addClass(PlainFilter.class)),
    /** A filter in front compresses, and flushes what it has compressed. */
    FLUSHING_FILTER("flushing-filter", () -> Wars.bareArchive("flushing-filter.war")
            .addClasses(FlushingGzipFilter.class, FlushingGzipFilter.class.getSuperclass())),
    /** A filter in front compresses, and sends nothing before the end. */
    HOARDING_FILTER("hoarding-filter", () -> Wars.bareArchive("hoarding-filter.war")
            .addClasses(HoardingGzipFilter.class, HoardingGzipFilter.class.getSuperclass())),
    /** A servlet and an endpoint of the application's own. */
    OWN_PARTS("own-parts", () -> Wars.bareArchive("own-parts.war").addClasses(OwnServlet.class, OwnEndpoint.class)),
    /** A manifest says what one page needs; a servlet says so itself. */
    RESOURCES("resources", () -> configured("push.resources", "/push-resources.json")
            .addClass(AssetsServlet.class)
            .addAsResource(new StringAsset("{\"/page.html\": [\"/app.css\", \"/app.js\"]}"), "push-resources.json")
            .addAsWebResource(new StringAsset("<!doctype html><title>page</title>"), "page.html")
            .addAsWebResource(new StringAsset("p { color: navy }"), "app.css")
            .addAsWebResource(new StringAsset("let a = 1;"), "app.js")),
    /** Files in a folder of the tests', streams that the application keeps itself, and little patience with readers. */
    MEDIA("media", () -> configured(
                    "push.media.dir",
                    Wars.mediaFolder().toString(),
                    "push.media.burst",
                    "64KiB",
                    "push.media.write-deadline",
                    "5s")
            .addClass(OwnStreams.class));

    private final String context;
    private final Supplier<WebArchive> archive;

    App(String context, Supplier<WebArchive> archive) {
        this.context = context;
        this.archive = archive;
    }

    /**
     * The name that it is deployed under.
     *
     * @return the name, {@code ROOT} for the root context
     */
    public String context() {
        return context;
    }

    Archive<?> archive() {
        return archive.get();
    }

    // The application that an archive holds, by the archive's name.
    static App of(Archive<?> archive) {
        return Stream.of(values())
                .filter(app -> archive.getName().equals(app.context + ".war"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        archive.getName() + " is none of the applications that the tests share"));
    }

    private static WebArchive configured(String... settings) {
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            params.put(settings[i], settings[i + 1]);
        }
        return Wars.bareArchive("configured.war")
                .setWebXML(new StringAsset(params.entrySet().stream()
                        .map(param ->
                                "<context-param><param-name>%s</param-name><param-value>%s</param-value></context-param>"
                                        .formatted(param.getKey(), param.getValue()))
                        .collect(Collectors.joining(
                                "",
                                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">",
                                "</web-app>"))));
    }
}
