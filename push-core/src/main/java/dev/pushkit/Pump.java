// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import dev.pushkit.PumpCommands.Add;
import dev.pushkit.PumpCommands.Command;
import dev.pushkit.PumpCommands.Remove;
import dev.pushkit.PumpCommands.Say;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * The serial reader-writer of one connection.
 *
 * <p>Only the pump writes, and one thread at a time is the pump. It holds no lock while it writes; containers' callbacks
 * and the timer only set flags and wake it. A connection that has ended ignores everything.
 */
final class Pump extends SerialTask implements Subscriber, Link {
    private static final System.Logger LOG = System.getLogger("dev.pushkit");
    private static final int BATCHES_A_RUN = 16;
    private static final long NOWHERE = -1;
    private static final Duration ABORT_AFTER = Duration.ofMillis(500);
    // Updaters, because there is a pump for each connection.
    private static final AtomicIntegerFieldUpdater<Pump> PATTERN_COUNT =
            AtomicIntegerFieldUpdater.newUpdater(Pump.class, "patternCount");
    private static final AtomicIntegerFieldUpdater<Pump> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(Pump.class, "ended");

    // Set once.
    private final HubParts hub;
    private final Subscription subscription;
    private final Sink sink;
    private final Feed feed;
    private final ConnectionClock clock;
    private final int batchBytes;
    private final Overflow overflow;

    private final PumpCommands commands = new PumpCommands();
    // Anybody counts up, the pump sets right.
    @SuppressWarnings("UnusedVariable") // read by its updater
    private volatile int patternCount;
    // Anybody sets, the pump obeys.
    private volatile CloseReason closing;
    private volatile boolean lost;
    private volatile int ended;
    // Written by the pump, read by whoever thinks of helping: it had read all that there was, and its outlet took it.
    private volatile boolean caughtUp;
    // Set by the pump before it is let go, and by itself: an authorizer may be asked about topics that come up.
    private volatile boolean wild;

    // The pump's alone: who is told to be live, and what is read before the main feed goes on.
    private final Deque<CatchUp> catchUps = new ArrayDeque<>(1);
    private final Deque<Replay> replays = new ArrayDeque<>(1);
    // Where the next subscription joins, once the main feed has come so far.
    private long joinAt = NOWHERE;
    // Read, but a gap had to be told first.
    private Reading held = Reading.NOTHING;
    private boolean unflushed;
    // The outlet said in this run that it takes more, and was given nothing since.
    private boolean takes;
    private boolean saidClose;

    Pump(HubParts hub, Subscription subscription, Sink sink) {
        super(hub.workers());
        this.hub = hub;
        this.subscription = subscription;
        this.sink = sink;
        this.overflow = hub.settings().overflow();
        this.feed = new Feed(this, overflow);
        this.batchBytes = hub.settings().count(Setting.BATCH_BYTES);
        this.clock = new ConnectionClock(hub, hub.gate().heartbeat(subscription), this::onDue);
    }

    /** Joins the order. The opening waits for {@link #open}. */
    void start() {
        if (subscription.patterns().isEmpty()) {
            feed.startAt(hub.registry().visible());
            return;
        }
        patternCount = subscription.patterns().size();
        wild = hasWild(subscription.patterns());
        Resume resume = hub.registry().open(feed, subscription.patterns(), subscription.since());
        enqueue(new Say(opening(resume, Optional.empty())));
        catchUps.add(new CatchUp(Optional.empty(), hub.registry().visible()));
    }

    @Override
    public Subscription subscription() {
        return subscription;
    }

    @Override
    public void open() {
        if (sink.isRemote()) {
            clock.start();
        }
        runFirst();
    }

    @Override
    public void wake() {
        runLater();
    }

    @Override
    public void lost() {
        if (!lost) {
            lost = true;
            // Not by the pump, which may be held up in a write for long.
            hub.closers().submit(worker -> end(CloseReason.LOST));
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (closing == null) {
            closing = reason;
        }
        runLater();
    }

    @Override
    public void add(Optional<String> ref, Subscription asked) {
        Subscription admitted = hub.gate().admit(asked);
        int count = PATTERN_COUNT.addAndGet(this, admitted.patterns().size());
        try {
            hub.gate().checkCount(count);
        } catch (InvalidInputException e) {
            PATTERN_COUNT.addAndGet(this, -admitted.patterns().size());
            throw e;
        }
        enqueue(new Add(ref, admitted));
    }

    @Override
    public void remove(Optional<String> ref, List<TopicPattern> patterns) {
        enqueue(new Remove(ref, List.copyOf(patterns)));
    }

    @Override
    public void say(Control control) {
        enqueue(new Say(control));
    }

    @Override
    public Cursor cursor() {
        return hub.registry().cursorAt(feed.cursor());
    }

    @Override
    boolean isBrief() {
        return caughtUp && !wild && !hub.gate().asksAtHeartbeats() && !sink.mayBlock();
    }

    @Override
    void step() {
        if (hasEnded() || lost) {
            return;
        }
        try {
            takes = false;
            caughtUp = false;
            drain();
        } catch (IOException e) {
            end(CloseReason.LOST);
        }
    }

    @Override
    void failed(Throwable failure) {
        LOG.log(Level.WARNING, "A connection failed and is closed; the others go on.", failure);
        end(CloseReason.FAILED);
    }

    private void drain() throws IOException {
        for (int i = 0; i < BATCHES_A_RUN; i++) {
            if (!isReady()) {
                return;
            }
            if (closing != null) {
                leave(closing);
                return;
            }
            if (!writeNext()) {
                flush();
                caughtUp = takes;
                return;
            }
        }
        flush();
        // The others first, then the rest of this one.
        runLater();
    }

    private boolean isReady() {
        if (!takes) {
            takes = sink.isReady();
            clock.ready(takes);
        }
        return takes && !hasEnded();
    }

    private boolean hasEnded() {
        return ended != 0;
    }

    private void flush() throws IOException {
        if (unflushed && isReady()) {
            takes = false;
            clock.calling();
            sink.flush();
            unflushed = false;
        }
        isReady();
    }

    // One write for each time that the outlet was asked: a container takes no second one unasked.
    private boolean writeNext() throws IOException {
        if (!held.isEmpty()) {
            Reading next = held;
            held = Reading.NOTHING;
            send(next);
            return true;
        }
        Command command = commands.peek();
        // What a later subscription replays ends where the connection is, and nothing else comes in between.
        boolean joins = command instanceof Add && feed.hasPatterns();
        if (joins && (replay() || catchUpToJoin())) {
            return true;
        }
        if (command != null) {
            commands.remove();
            carryOut(command);
            return true;
        }
        if (replay()) {
            return true;
        }
        // Asked twice: a read that finds nothing for this connection moves its cursor all the same.
        return sayLive() || deliver(feed, hub.registry().visible()) || sayLive() || beat();
    }

    private boolean sayLive() throws IOException {
        if (catchUps.isEmpty() || feed.cursor() < catchUps.peek().target()) {
            return false;
        }
        write(new Control.Live(catchUps.poll().ref(), cursor()));
        return true;
    }

    private boolean catchUpToJoin() throws IOException {
        if (joinAt == NOWHERE) {
            joinAt = hub.registry().visible();
        }
        if (deliver(feed, joinAt)) {
            return true;
        }
        joinAt = NOWHERE;
        return false;
    }

    private void carryOut(Command command) throws IOException {
        int counted = feed.patterns().size();
        if (command instanceof Say say) {
            write(say.control());
        } else if (command instanceof Add add) {
            subscribe(add.ref(), add.subscription());
            // Counted in full when it was asked for; those that were there already do not count twice.
            counted += add.subscription().patterns().size();
        } else if (command instanceof Remove remove) {
            hub.registry().leave(feed, remove.patterns());
            replays.forEach(replay -> replay.feed().remove(remove.patterns()));
            write(new Control.Ok(remove.ref(), Optional.empty()));
        }
        PATTERN_COUNT.addAndGet(this, feed.patterns().size() - counted);
    }

    private static boolean hasWild(List<TopicPattern> patterns) {
        return patterns.stream().anyMatch(TopicPattern::isWild);
    }

    private void subscribe(Optional<String> ref, Subscription added) throws IOException {
        wild |= hasWild(added.patterns());
        if (!feed.hasPatterns()) {
            Resume resume = hub.registry().open(feed, added.patterns(), added.since());
            write(opening(resume, ref));
            catchUps.add(new CatchUp(ref, hub.registry().visible()));
            return;
        }
        Feed side = new Feed(null, Overflow.GAP);
        Resume resume = hub.registry().join(feed, side, added.patterns(), added.since());
        write(opening(resume, ref));
        replays.add(new Replay(ref, side, feed.cursor()));
    }

    private boolean replay() throws IOException {
        Replay replay = replays.peek();
        if (replay == null) {
            return false;
        }
        if (!deliver(replay.feed(), replay.upTo())) {
            replays.remove();
            write(new Control.Live(replay.ref(), cursor()));
        }
        return true;
    }

    private boolean deliver(Feed from, long upTo) throws IOException {
        Reading reading = from.read(upTo, Integer.MAX_VALUE, batchBytes);
        if (reading.isUndecided()) {
            hub.gate().decide(from, subscription.identity());
            reading = from.read(upTo, Integer.MAX_VALUE, batchBytes);
        }
        if (reading.lost()) {
            hub.counters().gap(subscription, GapReason.SLOW);
            // What a replay lost is told, but it neither moves nor ends the connection.
            boolean own = from.equals(feed);
            if (own && overflow == Overflow.DISCONNECT) {
                closing = CloseReason.SLOW;
                runLater();
                return false;
            }
            Cursor goesOn = own ? hub.registry().cursorAt(reading.startOr(from.cursor())) : cursor();
            write(new Control.Gap(goesOn, GapReason.SLOW));
            held = reading;
            return true;
        }
        send(reading);
        return !reading.isEmpty() || reading.more();
    }

    private void send(Reading reading) throws IOException {
        if (!reading.events().isEmpty()) {
            takes = false;
            clock.writing();
            if (reading.more() || isMoreToSay()) {
                sink.deliver(reading);
                unflushed = true;
            } else {
                takes = sink.send(reading);
                unflushed = !takes;
                clock.ready(takes);
            }
            hub.counters().delivered(subscription, reading.events().size());
        }
    }

    private boolean isMoreToSay() {
        return !catchUps.isEmpty() || !replays.isEmpty() || commands.peek() != null;
    }

    private boolean beat() throws IOException {
        if (!clock.takeBeat()) {
            return false;
        }
        boolean heartbeat = clock.isHeartbeatDue();
        boolean probe = clock.takeProbe();
        if (!heartbeat && !probe) {
            return false;
        }
        takes = false;
        clock.calling();
        if (probe && !sink.probe()) {
            end(CloseReason.LOST);
            return false;
        }
        if (heartbeat) {
            write(new Control.Heartbeat(cursor(), hub.gate().heartbeatPayload(subscription)));
        }
        return true;
    }

    private void leave(CloseReason reason) throws IOException {
        if (reason != CloseReason.CLIENT && reason != CloseReason.LOST && !saidClose) {
            saidClose = true;
            write(new Control.Close(reason, hub.retry()));
            flush();
            if (!isReady()) {
                // It ends once this has gone out, or when the write deadline is over.
                return;
            }
        }
        end(reason);
    }

    private void write(Control control) throws IOException {
        takes = false;
        clock.writing();
        sink.say(control);
        unflushed = true;
    }

    private Control opening(Resume resume, Optional<String> ref) {
        resume.reason().ifPresent(reason -> hub.counters().gap(subscription, reason));
        return resume.opening(hub.registry(), clock.heartbeat(), hub.retry(), ref);
    }

    private void enqueue(Command command) {
        if (commands.offer(command)) {
            runLater();
        } else {
            close(CloseReason.SLOW);
        }
    }

    // On the timer: flags and wakes only.
    private void onDue(ConnectionClock.Due due) {
        switch (due) {
            case DEADLINE -> end(closing == null ? CloseReason.SLOW : closing);
            case MAX_AGE -> close(CloseReason.MAX_AGE);
            case HEARTBEAT -> runLater();
        }
    }

    @Override
    public void end(CloseReason reason) {
        if (ENDED.compareAndSet(this, 0, 1)) {
            clock.stop();
            hub.registry().close(feed);
            hub.connections().remove(this);
            hub.closers().submit(worker -> finish(reason));
        }
    }

    private void finish(CloseReason reason) {
        hub.counters().disconnected(subscription, reason);
        boolean complete = false;
        try {
            complete = sink.close(reason);
        } finally {
            if (complete) {
                hub.connections().finished();
            } else {
                hub.ticker().schedule(ABORT_AFTER, () -> hub.closers().submit(worker -> abort()));
            }
        }
    }

    private void abort() {
        try {
            sink.abort();
        } finally {
            hub.connections().finished();
        }
    }
}
