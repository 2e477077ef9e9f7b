// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The hub: wires the parts, and is the one way in. */
final class DefaultHub implements Hub {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");
    private static final int CLOSERS = 2;
    private static final Duration GOODBYE = Duration.ofMillis(1_200);
    private static final Duration LET_GO = Duration.ofMillis(800);
    private static final Duration LAST_TASK = Duration.ofMillis(300);
    private static final Duration SWEEP = Duration.ofSeconds(10);

    private final HubParts parts;
    private final Broker broker;
    private final IdempotencyWindow idempotency;
    private final JoinedFrames joined = new JoinedFrames();
    private final Optional<Ticker> ownTicker;
    private final DaemonThreads ownThreads = new DaemonThreads("push-worker");
    private final Optional<ExecutorService> ownExecutor;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final CountDownLatch closed = new CountDownLatch(1);

    DefaultHub(Builder builder) {
        HubSettings settings = builder.settings;
        Authorizer authorizer = builder.authorizer.orElseGet(() -> RoleRules.of(settings));
        ownTicker = builder.ticker.isPresent() ? Optional.empty() : Optional.of(Ticker.system());
        Ticker ticker = builder.ticker.or(() -> ownTicker).orElseThrow();
        int most = settings.count(Setting.WORKERS_MAX);
        ownExecutor = builder.executor.isPresent() ? Optional.empty() : Optional.of(daemons(ownThreads));
        Executor threads = builder.executor.or(() -> ownExecutor).orElseThrow();
        Workers workers = new Workers(threads, ticker, workerCount(settings), most);
        Workers closers = new Workers(threads, ticker, CLOSERS, most);
        broker = builder.broker.orElseGet(() -> new InMemoryBroker(ticker));
        parts = new HubParts(
                settings,
                ticker,
                workers,
                closers,
                new TopicRegistry(settings.retention(), broker.epoch()),
                new Connections(settings.limits()),
                new Gatekeeper(settings, authorizer, builder.subscribing, builder.publishing, builder.beating),
                new HubCounters(new GuardedObserver(builder.observer)));
        idempotency = new IdempotencyWindow(
                ticker, settings.duration(Setting.IDEMPOTENCY_WINDOW), settings.count(Setting.IDEMPOTENCY_KEYS));
        broker.start(this::receive);
        ticker.schedule(SWEEP, this::sweep);
    }

    @Override
    public Cursor publish(Event event) {
        return publish(Publication.of(event, Identity.APPLICATION)).get(0);
    }

    @Override
    public List<Cursor> publishAll(List<Event> events) {
        return publish(new Publication(events, Identity.APPLICATION, Optional.empty()));
    }

    @Override
    public List<Cursor> publish(Publication publication) {
        return publish(publication, false);
    }

    /**
     * Publishes; a thread that may do I/O may help to deliver where that takes a moment, unless others wait for the same
     * key meanwhile.
     */
    List<Cursor> publish(Publication publication, boolean helps) {
        checkOpen();
        parts.gate().authorize(publication);
        if (publication.key().isEmpty()) {
            return append(publication, helps);
        }
        IdempotencyWindow.Key key = new IdempotencyWindow.Key(
                publication.identity().name(),
                publication.scope(),
                publication.key().get());
        return idempotency.once(key, () -> append(publication, false));
    }

    @Override
    public CompletableFuture<Batch> poll(Subscription asked, Duration wait) {
        checkOpen();
        Subscription subscription = parts.gate().admit(asked);
        int limit = subscription.limit() > 0 ? subscription.limit() : Integer.MAX_VALUE;
        if (wait.isZero()) {
            Feed feed = new Feed(null, Overflow.GAP);
            Resume resume = parts.registry().glance(feed, subscription.patterns(), subscription.since());
            return CompletableFuture.completedFuture(HeldPoll.read(parts, subscription, feed, resume, limit));
        }
        HeldPoll poll = new HeldPoll(parts, subscription, limit);
        parts.connections().add(poll);
        return poll.start(wait);
    }

    @Override
    public Subscriber subscribe(Subscription asked, WireFormat format, Outlet outlet) {
        return connect(asked, new EncodingSink(format, outlet, joined));
    }

    @Override
    public Subscriber subscribe(Subscription asked, EventHandler handler) {
        Pump pump = connect(asked, new HandlerSink(handler));
        parts.workers().submit(worker -> pump.open());
        return pump;
    }

    private Pump connect(Subscription asked, Sink sink) {
        checkOpen();
        Subscription subscription = parts.gate().admit(asked);
        Pump pump = new Pump(parts, subscription, sink);
        parts.connections().add(pump);
        pump.start();
        parts.counters().connected(subscription);
        return pump;
    }

    @Override
    public Cursor head() {
        return parts.registry().cursorAt(parts.registry().visible());
    }

    @Override
    public HubStats stats() {
        List<TopicLog> topics = parts.registry().all();
        return new HubStats(
                parts.connections().counts(),
                parts.counters().publishedCount(),
                parts.counters().deliveredCount(),
                parts.counters().gapCount(),
                parts.counters().closedCounts(),
                topics.size(),
                topics.stream().mapToLong(TopicLog::size).sum(),
                topics.stream().mapToLong(TopicLog::bytes).sum(),
                parts.workers().running(),
                parts.workers().stuck(),
                head());
    }

    Executor workers() {
        return task -> parts.workers().submit(worker -> task.run());
    }

    Ticker ticker() {
        return parts.ticker();
    }

    @Override
    public boolean allows(Action action, Topic topic, Identity identity) {
        return parts.gate().allows(action, topic, identity);
    }

    @Override
    public HubSettings settings() {
        return parts.settings();
    }

    @Override
    public boolean isOpen() {
        return open.get();
    }

    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            awaitClosed();
            return;
        }
        try {
            drain();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            parts.workers().close();
            parts.closers().close();
            broker.close();
            ownTicker.ifPresent(Ticker::close);
            ownExecutor.ifPresent(ExecutorService::shutdownNow);
            ownThreads.awaitEnd(LAST_TASK);
            closed.countDown();
        }
    }

    private void drain() throws InterruptedException {
        List<Link> links = parts.connections().close();
        links.forEach(link -> link.close(CloseReason.SHUTDOWN));
        if (!parts.connections().awaitFinished(GOODBYE)) {
            List<Link> held = parts.connections().all();
            if (!held.isEmpty()) {
                LOG.log(Level.INFO, "Connections that took no last word and are cut: {0}.", held.size());
            }
            held.forEach(link -> link.end(CloseReason.SHUTDOWN));
            parts.connections().awaitFinished(LET_GO);
        }
    }

    // Another thread is closing, a shutdown hook perhaps: whoever stops the container has to wait for it.
    private void awaitClosed() {
        try {
            if (!closed.await(GOODBYE.plus(LET_GO).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.INFO, "The hub is still closing.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Cursor> append(Publication publication, boolean helps) {
        if (!parts.gate().hasInterceptors()) {
            return append(publication.events(), helps);
        }
        List<Optional<Event>> left = parts.gate().intercept(publication);
        List<Event> events = left.stream().flatMap(Optional::stream).toList();
        List<Cursor> places = events.isEmpty() ? List.of() : append(events, helps);
        if (events.size() == left.size()) {
            return places;
        }
        Cursor consumedAt = head();
        java.util.Iterator<Cursor> rest = places.iterator();
        return left.stream()
                .map(event -> event.isPresent() ? rest.next() : consumedAt)
                .toList();
    }

    private List<Cursor> append(List<Event> events, boolean helps) {
        checkTopics(events);
        // The broker has its lock meanwhile: nobody is woken up under it.
        List<Cursor> places = parts.workers().submitting(() -> broker.append(events), helps);
        for (int i = 0; i < events.size(); i++) {
            parts.counters().published(events.get(i), places.get(i));
        }
        return places;
    }

    private void checkTopics(List<Event> events) {
        int most = parts.settings().count(Setting.TOPICS);
        if (!parts.registry().hasRoom(events, most)) {
            throw OverloadedException.ofServer(
                    "The server has its most topics, " + most + ": publish to one that exists.",
                    Duration.ofSeconds(30));
        }
    }

    // Called by the broker, in order, one call at a time.
    private void receive(List<StoredEvent> events) {
        parts.registry().append(events).forEach(log -> log.wake(parts.workers()));
    }

    private void sweep() {
        if (isOpen()) {
            parts.workers()
                    .submit(worker -> parts.registry().sweep(parts.ticker().now()));
            parts.ticker().schedule(SWEEP, this::sweep);
        }
    }

    private void checkOpen() {
        if (!isOpen()) {
            throw new HubClosedException();
        }
    }

    private static int workerCount(HubSettings settings) {
        int count = settings.count(Setting.WORKERS);
        return count > 0 ? count : Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    // Without a bound of its own: Workers has one, and a thread that leaves may overlap with its successor.
    private static ExecutorService daemons(DaemonThreads threads) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }
}
