// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.HubSettings;
import dev.pushkit.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/** Who asks, for as long as the request's service runs; close it at the end. */
final class RequestIdentity implements AutoCloseable {
    private final Identity identity;
    private final CapturedRoles roles;

    RequestIdentity(HttpServletRequest request, HubSettings settings) {
        boolean anonymous = OriginPolicy.isAnonymous(request);
        Principal user = anonymous ? null : request.getUserPrincipal();
        roles = new CapturedRoles(request, settings.roles());
        if (anonymous) {
            roles.forgo();
        }
        identity = new Identity(
                Optional.ofNullable(user).map(Principal::getName), roles, Optional.ofNullable(request.getRemoteAddr()));
    }

    Identity identity() {
        return identity;
    }

    @Override
    public void close() {
        roles.letGo();
    }
}
