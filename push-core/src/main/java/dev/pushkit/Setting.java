// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every setting of the kit: key, default, range and meaning.
 *
 * <p>A key is a context-param or system property as it stands, and an environment variable in capitals with {@code _}
 * for {@code .} and {@code -}, such as {@code PUSH_POLL_HOLD}. Immutable, thread-safe.
 */
public enum Setting {
    /** Where the kit answers inside the web application. */
    PATH("push.path", SettingType.PATH, "/push", "", "", "The base path inside the web application's context."),
    /** Foreign origins. */
    ORIGINS(
            "push.origins",
            SettingType.LIST,
            "",
            "",
            "",
            "Foreign origins that may connect, comma-separated, such as https://app.example; * for all, without"
                    + " credentials."),
    /** Topics open to network publishing. */
    PUBLISH_ALLOW(
            "push.publish.allow",
            SettingType.LIST,
            "",
            "",
            "",
            "Patterns of topics to which everybody may publish over the network, comma-separated."),
    /** Roles that publish. */
    PUBLISH_ROLES(
            "push.publish.roles",
            SettingType.LIST,
            "",
            "",
            "",
            "Who may publish over the network: pattern=role|role, comma-separated; the role * is any known user."),
    /** Roles that subscribe. */
    SUBSCRIBE_ROLES(
            "push.subscribe.roles",
            SettingType.LIST,
            "",
            "",
            "",
            "Topics that only some may listen to: pattern=role|role, comma-separated; the role * is any known user."),
    /** Roles of the application's own rules. */
    ROLES(
            "push.roles",
            SettingType.LIST,
            "",
            "",
            "",
            "Further roles that an Authorizer of the application asks for, comma-separated, so that they are known after"
                    + " the request is over."),
    /** Heartbeat by default. */
    HEARTBEAT("push.heartbeat", SettingType.DURATION, "15s", "50ms", "80s", "The interval of signs of life."),
    /** Shortest heartbeat. */
    HEARTBEAT_MIN(
            "push.heartbeat.min", SettingType.DURATION, "1s", "50ms", "80s", "The shortest a client may ask for."),
    /** Longest heartbeat. */
    HEARTBEAT_MAX(
            "push.heartbeat.max", SettingType.DURATION, "60s", "50ms", "80s", "The longest a client may ask for."),
    /** Hold of a long poll. */
    POLL_HOLD("push.poll.hold", SettingType.DURATION, "25s", "0s", "55s", "The longest that a poll is held."),
    /** Events kept. */
    RETENTION_EVENTS("push.retention.events", SettingType.COUNT, "1024", "1", "10000000", "Events kept by a topic."),
    /** Bytes kept. */
    RETENTION_BYTES("push.retention.bytes", SettingType.BYTES, "1MiB", "1KiB", "16GiB", "Bytes kept by a topic."),
    /** Age kept. */
    RETENTION_AGE(
            "push.retention.age", SettingType.DURATION, "10m", "10ms", "365d", "How long a topic keeps an event."),
    /** Size of an event. */
    EVENT_BYTES("push.event.max-bytes", SettingType.BYTES, "64KiB", "1", "64MiB", "The largest payload of an event."),
    /** Size of a batch body. */
    PUBLISH_BYTES("push.publish.max-bytes", SettingType.BYTES, "1MiB", "1", "256MiB", "The largest body of a batch."),
    /** Length of a batch. */
    PUBLISH_EVENTS("push.publish.max-events", SettingType.COUNT, "1000", "1", "1000000", "The most events of a batch."),
    /** Size of a write. */
    BATCH_BYTES("push.batch.bytes", SettingType.BYTES, "64KiB", "1KiB", "16MiB", "Bytes joined into one write."),
    /** Deadline of a write. */
    WRITE_DEADLINE(
            "push.write-deadline",
            SettingType.DURATION,
            "20s",
            "50ms",
            "10m",
            "A connection that takes no bytes for so long is closed."),
    /** Age of a connection. */
    MAX_AGE("push.max-age", SettingType.DURATION, "60m", "10ms", "365d", "A connection this old is to be made anew."),
    /** Jitter of the age. */
    MAX_AGE_JITTER("push.max-age.jitter", SettingType.COUNT, "20", "0", "90", "Per cent by which that age varies."),
    /** Reconnect delay. */
    RETRY("push.retry", SettingType.DURATION, "2s", "1ms", "10m", "The delay before a reconnect; varies by a half."),
    /** Overflow policy. */
    OVERFLOW(
            "push.overflow",
            SettingType.CHOICE,
            "gap",
            "gap",
            "latest|disconnect",
            "What happens to a reader that fell out of the log: gap, latest or disconnect."),
    /** Topics of a connection. */
    TOPICS_PER_SUBSCRIPTION(
            "push.topics-per-subscription",
            SettingType.COUNT,
            "100",
            "1",
            "100000",
            "The most topics and patterns of a connection."),
    /** Topics of the hub. */
    TOPICS("push.topics", SettingType.COUNT, "100000", "1", "100000000", "The most topics with events."),
    /** Connections. */
    CONNECTIONS("push.connections", SettingType.COUNT, "10000", "1", "10000000", "The most connections of a node."),
    /** Connections of a user. */
    CONNECTIONS_PER_USER(
            "push.connections-per-user",
            SettingType.COUNT,
            "0",
            "0",
            "10000000",
            "The most connections of a known user; 0 for no bound."),
    /** Connections of an address. */
    CONNECTIONS_PER_ADDRESS(
            "push.connections-per-address",
            SettingType.COUNT,
            "0",
            "0",
            "10000000",
            "The most connections from an address; 0 for no bound. Behind a proxy all share one."),
    /** Idempotency window. */
    IDEMPOTENCY_WINDOW(
            "push.idempotency.window",
            SettingType.DURATION,
            "5m",
            "10ms",
            "24h",
            "How long an Idempotency-Key is remembered."),
    /** Idempotency keys. */
    IDEMPOTENCY_KEYS(
            "push.idempotency.keys", SettingType.COUNT, "100000", "1", "10000000", "The most keys remembered at once."),
    /** Workers. */
    WORKERS(
            "push.workers",
            SettingType.COUNT,
            "0",
            "0",
            "1000",
            "Threads that deliver; 0 for one a processor, at least two."),
    /** Most workers. */
    WORKERS_MAX(
            "push.workers.max",
            SettingType.COUNT,
            "1024",
            "1",
            "10000",
            "Threads that deliver while some are held up; as many more may end connections."),
    /** Size of a WebSocket message. */
    WEBSOCKET_BYTES(
            "push.websocket.max-bytes",
            SettingType.BYTES,
            "128KiB",
            "128",
            "64MiB",
            "The largest message from a WebSocket client."),
    /** Rate of WebSocket messages. */
    WEBSOCKET_RATE(
            "push.websocket.max-rate",
            SettingType.COUNT,
            "200",
            "1",
            "1000000",
            "Messages a second from a WebSocket client; a burst of twice as many is taken."),
    /** Bad commands. */
    WEBSOCKET_ERRORS(
            "push.websocket.max-errors",
            SettingType.COUNT,
            "16",
            "1",
            "1000000",
            "Malformed messages after which a WebSocket is closed."),
    /** Folder of streams. */
    STREAMS_DIR(
            "push.streams.dir",
            SettingType.TEXT,
            "",
            "",
            "",
            "The folder in which streams are kept; memory where it is empty."),
    /** When streams are made durable. */
    STREAMS_FSYNC(
            "push.streams.fsync",
            SettingType.CHOICE,
            "always",
            "always",
            "interval|never",
            "When the disk has to have what was appended: before the answer (always), within about a second (interval),"
                    + " or when the operating system likes (never). A killed server loses nothing in any case."),
    /** Size of a stream. */
    STREAMS_BYTES(
            "push.streams.max-bytes",
            SettingType.BYTES,
            "0",
            "0",
            "1024GiB",
            "The most bytes of a stream; 0 for no bound."),
    /** What happens to a full stream. */
    STREAMS_OVERFLOW(
            "push.streams.overflow",
            SettingType.CHOICE,
            "refuse",
            "refuse",
            "evict",
            "What happens at that bound: new bytes are refused, or the oldest are forgotten, but never the first 64 KiB."),
    /** Size of all streams. */
    STREAMS_TOTAL_BYTES(
            "push.streams.total-bytes",
            SettingType.BYTES,
            "0",
            "0",
            "1048576GiB",
            "The most bytes of all streams; 0 for a quarter of the heap in memory, and for no bound on disk."),
    /** Number of streams. */
    STREAMS("push.streams.count", SettingType.COUNT, "100000", "1", "100000000", "The most streams."),
    /** Size of an append. */
    STREAMS_APPEND_BYTES(
            "push.streams.append.max-bytes",
            SettingType.BYTES,
            "16MiB",
            "1",
            "1GiB",
            "The largest body that is appended as a whole. A chunked one is appended as it comes, and has no bound but the"
                    + " container's."),
    /** Bodies at once. */
    STREAMS_BODIES_BYTES(
            "push.streams.bodies.max-bytes",
            SettingType.BYTES,
            "64MiB",
            "1",
            "64GiB",
            "The most bytes of bodies that are on their way at once and are appended as a whole."),
    /** Silence of a body. */
    STREAMS_BODY_DEADLINE(
            "push.streams.body-deadline",
            SettingType.DURATION,
            "10m",
            "50ms",
            "365d",
            "A body of which nothing comes for so long is cut off, unless the container does so before."),
    /** Size of a read. */
    STREAMS_READ_BYTES(
            "push.streams.read.max-bytes",
            SettingType.BYTES,
            "1MiB",
            "1KiB",
            "1GiB",
            "The most bytes that one answer brings, of one JSON message or more."),
    /** Hold of a long poll on a stream. */
    STREAMS_HOLD(
            "push.streams.hold",
            SettingType.DURATION,
            "15s",
            "50ms",
            "55s",
            "The longest that a read of a stream waits for more."),
    /** Age of a live read. */
    STREAMS_SSE_AGE(
            "push.streams.sse.max-age",
            SettingType.DURATION,
            "60s",
            "50ms",
            "24h",
            "The longest that a stream is read by one answer with server-sent events; clients go on with the next one."),
    /** Folder of media. */
    MEDIA_DIR(
            "push.media.dir",
            SettingType.TEXT,
            "",
            "",
            "",
            "The folder whose files are served at /media; none where it is empty."),
    /** Pace of a reader. */
    MEDIA_RATE(
            "push.media.rate",
            SettingType.BYTES,
            "0",
            "0",
            "1024GiB",
            "The most bytes a second that an object is sent with to each of its readers; 0 for no bound."),
    /** Head start of a reader. */
    MEDIA_BURST(
            "push.media.burst",
            SettingType.BYTES,
            "2MiB",
            "0",
            "1024GiB",
            "Bytes that a reader with such a bound gets at full speed first."),
    /** Patience with a reader. */
    MEDIA_WRITE_DEADLINE(
            "push.media.write-deadline",
            SettingType.DURATION,
            "2m",
            "50ms",
            "24h",
            "A reader of an object that takes no bytes for so long is cut off; a paused player takes none."),
    /** The manifest of pages and their assets. */
    RESOURCES(
            "push.resources",
            SettingType.FILE,
            "",
            "",
            "",
            "The manifest that says which page needs which assets, such as /WEB-INF/push-resources.json."),
    /** Who gets early hints. */
    RESOURCES_EARLY_HINTS(
            "push.resources.early-hints",
            SettingType.CHOICE,
            "h2",
            "h2",
            "navigations|all|off",
            "Who may get a 103: clients of HTTP/2, of these only browsers that navigate, clients of HTTP/1.1 too, or"
                    + " nobody."),
    /** How it is known what a client has. */
    RESOURCES_SEEN(
            "push.resources.seen",
            SettingType.CHOICE,
            "cookie",
            "cookie",
            "digest|off",
            "What tells that a client has an asset already: a cookie, its Cache-Digest header, or nothing.");

    private final String key;
    private final SettingType type;
    private final String defaultText;
    private final String lowest;
    private final String highest;
    private final String meaning;

    Setting(String key, SettingType type, String defaultText, String lowest, String highest, String meaning) {
        this.key = key;
        this.type = type;
        this.defaultText = defaultText;
        this.lowest = lowest;
        this.highest = highest;
        this.meaning = meaning;
    }

    /**
     * The name as a context-param or system property.
     *
     * @return the key
     */
    public String key() {
        return key;
    }

    /**
     * The name as an environment variable.
     *
     * @return the key in capitals
     */
    public String variable() {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /**
     * The value where nothing is set.
     *
     * @return its text
     */
    public String defaultText() {
        return defaultText;
    }

    /**
     * The range for people to read.
     *
     * @return lowest to highest, or the choices; empty where any text goes
     */
    public String range() {
        return switch (type) {
            case CHOICE -> lowest + '|' + highest;
            case PATH, TEXT, FILE, LIST -> "";
            case DURATION, BYTES, COUNT -> lowest + " to " + highest;
        };
    }

    /**
     * What it decides.
     *
     * @return one sentence
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Finds a setting by its key.
     *
     * @param key a key such as {@code push.heartbeat}
     * @return the setting, or empty
     */
    public static Optional<Setting> ofKey(String key) {
        return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }

    /**
     * Finds a setting by its environment variable.
     *
     * @param variable a name such as {@code PUSH_HEARTBEAT}
     * @return the setting, or empty
     */
    public static Optional<Setting> ofVariable(String variable) {
        return Stream.of(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }

    Object parse(String text) {
        return type.parse(key, text, lowest, highest);
    }
}
