// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.HubContext;
import dev.pushkit.HubSettings;
import dev.pushkit.Identity;
import dev.pushkit.Setting;
import dev.pushkit.wire.OriginRule;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges every handshake by its origin, and notes who asks while the container still knows. Thread-safe.
 *
 * <p>The container's own thread calls {@link #checkOrigin} and then {@link #modifyHandshake} for one request; whatever
 * the first could not judge, the second does.
 */
final class HandshakeConfigurator extends ServerEndpointConfig.Configurator {
    static final String SUBPROTOCOL = "push.v1";

    private final HubContext context;
    private final OriginRule origins;
    private final List<String> roles;
    private final BlockingSends sends;

    /**
     * Reads the settings.
     *
     * @throws dev.pushkit.InvalidInputException if an allowed origin is none
     */
    HandshakeConfigurator(HubContext context) {
        HubSettings settings = context.settings();
        this.context = context;
        this.origins = OriginRule.of(settings.list(Setting.ORIGINS));
        this.roles = settings.roles();
        this.sends = BlockingSends.of(settings);
    }

    @Override
    public boolean checkOrigin(String origin) {
        Optional<String> host = CurrentRequest.get().map(CurrentRequest::host);
        // Without a host the handshake itself is asked; there it is too late for a 403.
        return host.isEmpty() || isAllowed(Optional.ofNullable(origin), host);
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Optional<String> host =
                header(request, "Host").or(() -> CurrentRequest.get().map(CurrentRequest::host));
        OriginRule.Verdict verdict = origins.judge(header(request, "Origin"), host);
        boolean anonymous = verdict == OriginRule.Verdict.ALLOWED_BY_STAR;
        Optional<String> lastEventId = header(request, "Last-Event-ID").filter(text -> !text.isEmpty());
        new Handshake(context, identity(request, anonymous), anonymous, !verdict.isAllowed(), lastEventId, sends)
                .leaveWith(config);
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) {
        return endpointClass.cast(new PushEndpoint());
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.stream()
                .map(String::strip)
                .filter(supported::contains)
                .findFirst()
                .orElse("");
    }

    // Compression would take a window of memory for each connection, and encode for each what all share.
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    private boolean isAllowed(Optional<String> origin, Optional<String> host) {
        return origins.judge(origin, host).isAllowed();
    }

    // The request is recycled after the handshake, so its roles are asked for now. Where any page may connect, none of
    // them may act for its visitor.
    private Identity identity(HandshakeRequest request, boolean anonymous) {
        Principal user = anonymous ? null : request.getUserPrincipal();
        Set<String> held = user == null
                ? Set.of()
                : roles.stream().filter(request::isUserInRole).collect(Collectors.toUnmodifiableSet());
        return new Identity(
                Optional.ofNullable(user).map(Principal::getName),
                held::contains,
                CurrentRequest.get().flatMap(CurrentRequest::address));
    }

    // Not every container looks headers up without regard to case.
    private static Optional<String> header(HandshakeRequest request, String name) {
        return request.getHeaders().entrySet().stream()
                .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(List::stream)
                .findFirst();
    }
}
