// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.server.Host;
import dev.pushkit.bench.server.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that take part. */
final class Contestants {
    static final Contestant KIT_SSE_JETTY = kit("Push Kit SSE on Jetty", Hosts.JETTY, "sse", "sse");
    static final Contestant KIT_SSE_TOMCAT = kit("Push Kit SSE on Tomcat", Hosts.TOMCAT, "sse", "sse");
    static final Contestant KIT_WS_JETTY = kit("Push Kit WebSocket on Jetty", Hosts.JETTY, "ws", "ws");
    static final Contestant KIT_WS_TOMCAT = kit("Push Kit WebSocket on Tomcat", Hosts.TOMCAT, "ws", "ws");
    static final Contestant KIT_STREAM_JETTY = kit("Push Kit stream on Jetty", Hosts.JETTY, "stream", "stream");
    static final Contestant KIT_POLL_JETTY = poll("Push Kit long poll on Jetty", Hosts.JETTY);
    static final Contestant KIT_POLL_TOMCAT = poll("Push Kit long poll on Tomcat", Hosts.TOMCAT);
    static final Contestant KIT_SSE_TUNED = tuned("Push Kit SSE on Tomcat, tuned", KIT_SSE_TOMCAT);
    static final Contestant KIT_WS_TUNED = tuned("Push Kit WebSocket on Tomcat, tuned", KIT_WS_TOMCAT);

    static final Contestant NCHAN_SSE = nchan("nchan SSE", "sse", "sse");
    static final Contestant NCHAN_WS = nchan("nchan WebSocket", "ws", "ws");
    static final Contestant NCHAN_POLL = nchan(
            "nchan long poll",
            "longpoll",
            "poll",
            "--lp-copy",
            "Etag>If-None-Match",
            "--lp-copy",
            "Last-Modified>If-Modified-Since");

    static final Contestant PLAIN_SSE_TOMCAT = plain("Blocking SSE on Tomcat", Hosts.TOMCAT, "sse", "sse");
    static final Contestant PLAIN_SSE_JETTY = plain("Blocking SSE on Jetty", Hosts.JETTY, "sse", "sse");
    static final Contestant EVENT_SOURCE = plain("Jetty's EventSourceServlet", Hosts.JETTY, "sse", "eventsource");
    static final Contestant PLAIN_WS_TOMCAT = plain("Plain WebSocket on Tomcat", Hosts.TOMCAT, "ws", "ws");
    static final Contestant ASYNC_WS_TOMCAT =
            plain("Plain asynchronous WebSocket on Tomcat", Hosts.TOMCAT, "ws", "ws-async");
    static final Contestant PLAIN_WS_JETTY = plain("Plain WebSocket on Jetty", Hosts.JETTY, "ws", "ws");
    static final Contestant SPRING_SSE = new Contestant(
            "Spring SseEmitter on Tomcat",
            Hosts.SPRING,
            Optional.empty(),
            List.of(),
            load("sse", "/sse/{run}-{topic}", "/pub-sse/{run}-{topic}"));

    private Contestants() {}

    private static Contestant kit(String name, Host host, String kind, String transport, String... more) {
        String topic = "?topic=bench/{run}-{topic}";
        return new Contestant(
                name,
                host,
                Optional.of(War.KIT),
                options(host),
                load(kind, "/push/" + transport + topic, "/push/publish" + topic, more));
    }

    private static Contestant poll(String name, Host host) {
        return kit(name, host, "longpoll", "poll", "--hdr", "Prefer: wait=25", "--lp-copy", "ETag>If-None-Match");
    }

    /** Buffers of Tomcat that are as small as short headers and events allow. */
    private static Contestant tuned(String name, Contestant contestant) {
        return contestant.withHost(
                name,
                "socket.appReadBufSize=1024",
                "socket.appWriteBufSize=1024",
                "maxHttpRequestHeaderSize=1024",
                "maxHttpResponseHeaderSize=1024");
    }

    private static Contestant plain(String name, Host host, String kind, String servlet) {
        return new Contestant(
                name,
                host,
                Optional.of(War.PLAIN),
                options(host),
                load(kind, "/" + servlet + "/{run}-{topic}", "/pub-" + servlet + "/{run}-{topic}"));
    }

    private static Contestant nchan(String name, String kind, String location, String... more) {
        return new Contestant(
                name,
                Hosts.NCHAN,
                Optional.empty(),
                List.of(),
                load(kind, "/" + location + "/{run}-{topic}", "/pub/{run}-{topic}", more));
    }

    // Jetty would close what is silent for half a minute, and with it rivals without a heartbeat.
    private static List<String> options(Host host) {
        return host == Hosts.JETTY ? List.of("idleTimeout=600000") : List.of();
    }

    private static List<String> load(String kind, String path, String publishPath, String... more) {
        List<String> load = new ArrayList<>(List.of("--kind", kind, "--path", path, "--pub-path", publishPath));
        load.addAll(List.of(more));
        return List.copyOf(load);
    }
}
