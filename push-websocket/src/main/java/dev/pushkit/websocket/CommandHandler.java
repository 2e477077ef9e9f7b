// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.CloseReason;
import dev.pushkit.Control;
import dev.pushkit.Cursor;
import dev.pushkit.Hub;
import dev.pushkit.HubSettings;
import dev.pushkit.Identity;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Publication;
import dev.pushkit.PushException;
import dev.pushkit.Setting;
import dev.pushkit.Subscriber;
import dev.pushkit.Subscription;
import dev.pushkit.wire.JsonFields;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Carries out what one client asks for. Answers go through the pump, so that it alone writes.
 *
 * <p>Only the container's thread of this session calls it, one message at a time; nothing escapes to the container.
 */
final class CommandHandler {
    /** The word of this transport in statistics. */
    static final String TRANSPORT = "websocket";

    private static final System.Logger LOG = System.getLogger("dev.pushkit.websocket");
    private static final int MOST_OVER_RATE = 100;

    private final Hub hub;
    private final Identity identity;
    private final Subscriber subscriber;
    private final WebSocketOutlet outlet;
    private final int mostBytes;
    private final int mostErrors;
    private final int mostTopics;
    private final TokenBucket bucket;
    private int errors;
    // One more for each message over the rate, one less for each within it.
    private int overRate;
    private boolean over;

    CommandHandler(Hub hub, Identity identity, Subscriber subscriber, WebSocketOutlet outlet, LongSupplier nanoTime) {
        HubSettings settings = hub.settings();
        int rate = settings.count(Setting.WEBSOCKET_RATE);
        this.hub = hub;
        this.identity = identity;
        this.subscriber = subscriber;
        this.outlet = outlet;
        this.mostBytes = settings.count(Setting.WEBSOCKET_BYTES);
        this.mostErrors = settings.count(Setting.WEBSOCKET_ERRORS);
        this.mostTopics = settings.limits().topicsPerSubscription();
        this.bucket = new TokenBucket(rate, 2 * rate, nanoTime);
    }

    /** Takes a text message. */
    void onText(String text) {
        outlet.heard();
        if (over) {
            return;
        }
        if (isTooBig(text)) {
            outlet.tooBig();
            leave();
            return;
        }
        take(text, bucket.take());
    }

    /** Takes a binary message, which means nothing here. */
    void onBinary() {
        outlet.heard();
        if (!over) {
            malformed(Optional.empty(), "This is a binary message: send commands as text.");
        }
    }

    private void take(String text, boolean withinRate) {
        Optional<String> ref = Optional.empty();
        try {
            JsonFields fields = JsonFields.parse(text);
            ref = CommandReader.ref(fields);
            if (!withinRate) {
                refuseForRate(ref);
                return;
            }
            overRate = Math.max(0, overRate - 1);
            execute(ref, CommandReader.of(fields));
        } catch (InvalidInputException e) {
            malformed(ref, e.getMessage());
        }
    }

    private void execute(Optional<String> ref, CommandReader reader) {
        try {
            carryOut(ref, reader.command());
        } catch (PushException refused) {
            subscriber.say(Refusal.answer(ref, refused));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A client's command failed; its connection goes on.", e);
            subscriber.say(new Control.Refused(ref, 500, "The server failed at this command; its log has the reason."));
        }
    }

    private void carryOut(Optional<String> ref, ClientCommand command) {
        if (command instanceof ClientCommand.Subscribe subscribe) {
            Subscription subscription = Subscription.to(subscribe.topics())
                    .since(subscribe.since())
                    .as(identity)
                    .over(TRANSPORT);
            subscriber.add(ref, subscription);
        } else if (command instanceof ClientCommand.Unsubscribe unsubscribe) {
            if (unsubscribe.topics().size() > mostTopics) {
                throw new InvalidInputException("There are "
                        + unsubscribe.topics().size() + " topics: a connection has at most " + mostTopics + '.');
            }
            subscriber.remove(ref, unsubscribe.topics());
        } else if (command instanceof ClientCommand.Publish publish) {
            List<Cursor> places = hub.publish(new Publication(List.of(publish.event()), identity, publish.key()));
            subscriber.say(new Control.Ok(ref, Optional.of(places.get(0))));
        } else if (command instanceof ClientCommand.Ping) {
            subscriber.say(new Control.Ok(ref, Optional.empty()));
        }
    }

    private void malformed(Optional<String> ref, String message) {
        errors++;
        if (errors > mostErrors) {
            leave();
        } else {
            subscriber.say(new Control.Refused(ref, 400, message));
        }
    }

    private void refuseForRate(Optional<String> ref) {
        overRate++;
        if (overRate > MOST_OVER_RATE) {
            leave();
        } else {
            subscriber.say(new Control.Refused(ref, 429, "There are too many messages: send fewer a second."));
        }
    }

    private void leave() {
        over = true;
        subscriber.close(CloseReason.DENIED);
    }

    // Containers count characters or bytes, or do not count at all.
    private boolean isTooBig(String text) {
        return text.length() > mostBytes || (text.length() > mostBytes / 3 && utf8Length(text) > mostBytes);
    }

    private static int utf8Length(String text) {
        return text.codePoints()
                .map(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }
}
