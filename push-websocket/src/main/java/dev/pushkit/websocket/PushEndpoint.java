// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.Cursor;
import dev.pushkit.Hub;
import dev.pushkit.HubClosedException;
import dev.pushkit.HubSettings;
import dev.pushkit.PushException;
import dev.pushkit.Setting;
import dev.pushkit.Subscriber;
import dev.pushkit.Subscription;
import dev.pushkit.wire.QueryParameters;
import dev.pushkit.wire.WireFormats;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * One client's WebSocket: what the container calls. The kit registers it by itself.
 *
 * <p>An instance belongs to one session; the container calls it on one thread at a time.
 */
public final class PushEndpoint extends Endpoint {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.websocket");
    private static final Set<Integer> GOODBYES = Set.of(
            CloseCodes.NORMAL_CLOSURE.getCode(), CloseCodes.GOING_AWAY.getCode(), CloseCodes.NO_STATUS_CODE.getCode());

    private volatile Optional<WebSocketOutlet> outlet = Optional.empty();
    private volatile Optional<Subscriber> subscriber = Optional.empty();

    /** Creates the endpoint; the kit does, once for each session. */
    public PushEndpoint() {}

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        WebSocketOutlet opened = new WebSocketOutlet(session);
        outlet = Optional.of(opened);
        Optional<Handshake> handshake = Handshake.of(session, config);
        if (handshake.isEmpty()) {
            LOG.log(Level.WARNING, "The container lost what it was told at a handshake; the client may try again.");
            opened.end(CloseCodes.TRY_AGAIN_LATER, "handshake lost");
        } else if (handshake.get().foreign()) {
            opened.end(CloseCodes.VIOLATED_POLICY, "foreign origin");
        } else {
            open(session, handshake.get(), opened);
        }
    }

    private void open(Session session, Handshake handshake, WebSocketOutlet opened) {
        try {
            Hub hub = handshake.context().hub();
            bound(session, hub.settings());
            subscriber = subscribe(hub, session, handshake, opened);
            subscriber.ifPresent(link -> {
                opened.connect(link);
                listen(session, new CommandHandler(hub, handshake.identity(), link, opened, System::nanoTime), opened);
                link.open();
                opened.opened(handshake.sends().on(session));
                if (!session.isOpen()) {
                    // It may have been closed before anybody was there to hear of it.
                    link.lost();
                }
            });
        } catch (HubClosedException refused) {
            opened.refuse(refused);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A WebSocket could not be opened.", e);
            opened.end(CloseCodes.UNEXPECTED_CONDITION, "failed");
            subscriber.ifPresent(Subscriber::lost);
        }
    }

    private static Optional<Subscriber> subscribe(
            Hub hub, Session session, Handshake handshake, WebSocketOutlet opened) {
        try {
            return Optional.of(hub.subscribe(subscription(session, handshake), WireFormats.WEBSOCKET, opened));
        } catch (PushException refused) {
            opened.refuse(refused);
            return Optional.empty();
        }
    }

    // Before any handler: some containers size their buffers when the first one is added.
    private static void bound(Session session, HubSettings settings) {
        int most = settings.count(Setting.WEBSOCKET_BYTES);
        // The heartbeat looks after idle peers.
        session.setMaxIdleTimeout(0);
        session.setMaxTextMessageBufferSize(most);
        session.setMaxBinaryMessageBufferSize(most);
    }

    private static void listen(Session session, CommandHandler commands, WebSocketOutlet opened) {
        session.addMessageHandler(String.class, commands::onText);
        session.addMessageHandler(ByteBuffer.class, bytes -> commands.onBinary());
        session.addMessageHandler(PongMessage.class, pong -> opened.heard());
    }

    private static Subscription subscription(Session session, Handshake handshake) {
        QueryParameters query = QueryParameters.parse(rawQuery(session));
        Optional<Cursor> since = handshake.lastEventId().map(Cursor::parse).or(query::cursor);
        return new Subscription(
                query.topics(),
                since.orElse(Cursor.LATEST),
                handshake.identity(),
                query.seconds("heartbeat"),
                0,
                CommandHandler.TRANSPORT);
    }

    // One container decodes the query string that it hands out, another leaves it out of the URI.
    private static String rawQuery(Session session) {
        String raw = session.getRequestURI().getRawQuery();
        return raw != null ? raw : session.getQueryString();
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        outlet.ifPresent(WebSocketOutlet::gone);
        if (GOODBYES.contains(reason.getCloseCode().getCode())) {
            subscriber.ifPresent(link -> link.close(dev.pushkit.CloseReason.CLIENT));
        } else {
            subscriber.ifPresent(Subscriber::lost);
        }
    }

    @Override
    public void onError(Session session, Throwable failure) {
        // Peers vanish all day. What the container closes for another reason it tells onClose.
        LOG.log(Level.DEBUG, "A session failed: {0}", failure.toString());
        if (failure instanceof IOException || !session.isOpen()) {
            subscriber.ifPresent(Subscriber::lost);
        }
    }
}
