// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The hub of one web application: its settings at once, the hub itself when it is first asked for. Thread-safe.
 *
 * <p>It lies in the application's context under {@link #ATTRIBUTE}, where the transports find it without knowing each
 * other.
 */
public final class HubContext implements AutoCloseable {
    /** The name of the context attribute that holds it. */
    public static final String ATTRIBUTE = "dev.pushkit.context";

    private static final System.Logger LOG = System.getLogger("dev.pushkit");

    // A logger of Open Liberty keeps the class that asked for it where that bears its name, as JSON-P's does: so the
    // first of many deployments stayed in memory. Asked for here, before that class is there, it keeps none.
    @SuppressWarnings("UnusedVariable") // it is there to be held
    private static final System.Logger JSON_LOG = System.getLogger("jakarta.json.spi.JsonProvider");

    private final HubSettings settings;
    // All guarded by this.
    private Consumer<Hub.Builder> customizer = builder -> {};
    private DefaultHub hub;
    private ShutdownHook hook;
    private Runnable farewell = () -> {};
    private boolean closed;

    /**
     * Creates it; the hub follows later.
     *
     * @param settings checked settings
     * @throws InvalidInputException if a rule in the settings is malformed
     */
    public HubContext(HubSettings settings) {
        this.settings = settings;
        // A malformed rule is to stop the deployment, not the first request.
        RoleRules.of(settings);
    }

    /**
     * Reads the settings: a system property counts before an environment variable, that before a context-param, that
     * before what the application's code gave.
     *
     * @param fromCode keys and values that the application's code gave
     * @param contextParams the web application's context-params
     * @return the settings
     * @throws InvalidInputException if a key is unknown or a value out of its range
     */
    public static HubSettings resolve(Map<String, String> fromCode, Map<String, String> contextParams) {
        Map<String, String> properties = new java.util.HashMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return HubSettings.defaults()
                .withAll(fromCode)
                .withAll(contextParams)
                .withEnvironment(System.getenv())
                .withAll(properties);
    }

    /**
     * What the hub is or will be built with.
     *
     * @return the settings
     */
    public HubSettings settings() {
        return settings;
    }

    /**
     * Adds to the description of the hub.
     *
     * @param addition sets an authorizer, interceptors or an observer
     * @return false where the hub runs already, so that the addition came too late
     */
    public synchronized boolean customize(Consumer<Hub.Builder> addition) {
        if (hub != null || closed) {
            return false;
        }
        customizer = customizer.andThen(addition);
        return true;
    }

    /**
     * The hub, built at the first call.
     *
     * @return the hub
     * @throws HubClosedException once this is closed
     * @throws InvalidInputException if a rule in the settings is malformed
     */
    public synchronized Hub hub() {
        if (closed) {
            throw new HubClosedException();
        }
        if (hub == null) {
            Hub.Builder builder = Hub.builder().settings(settings);
            customizer.accept(builder);
            hub = new DefaultHub(builder);
            hook = ShutdownHook.closing(this);
            LOG.log(Level.INFO, "The hub is running; epoch {0}.", hub.head().epoch());
        }
        return hub;
    }

    /**
     * The hub where it runs already.
     *
     * @return the hub, or empty
     */
    public synchronized Optional<Hub> running() {
        return Optional.ofNullable(hub);
    }

    /**
     * Publishes for a transport, as {@link Hub#publish(Publication)} does, on a thread that may do I/O: where few
     * follow, it delivers to them itself before it returns, which costs less than to wake another one.
     *
     * @param publication the events, and who publishes them
     * @return the places of the events, in order
     * @throws PushException as {@link Hub#publish(Publication)} says
     * @throws HubClosedException once this is closed
     */
    public List<Cursor> publish(Publication publication) {
        hub();
        DefaultHub running;
        synchronized (this) {
            running = hub;
        }
        return running.publish(publication, true);
    }

    /**
     * The hub's threads, for work beside its own that is short, or whose blocking they have to bear.
     *
     * @return runs what it is given, soon and on another thread, for as long as the hub is open
     * @throws HubClosedException once this is closed
     */
    public Executor workers() {
        hub();
        synchronized (this) {
            return hub.workers();
        }
    }

    /**
     * The hub's clock and timer.
     *
     * @return the ticker; the hub closes it
     * @throws HubClosedException once this is closed
     */
    public Ticker ticker() {
        hub();
        synchronized (this) {
            return hub.ticker();
        }
    }

    /**
     * Asks for a call before the hub is closed, while its threads still work.
     *
     * @param code what to call, once; it returns within a second or two
     */
    public synchronized void beforeClose(Runnable code) {
        Runnable others = farewell;
        farewell = () -> {
            others.run();
            code.run();
        };
    }

    /** Closes the hub, if there is one, for good. Idempotent. */
    @Override
    public void close() {
        Hub running;
        Runnable last;
        synchronized (this) {
            closed = true;
            running = hub;
            last = farewell;
            farewell = () -> {};
            if (hook != null) {
                hook.forget();
            }
        }
        // Without the lock: it takes a while, and others may ask meanwhile.
        last.run();
        if (running != null) {
            running.close();
        }
    }
}
