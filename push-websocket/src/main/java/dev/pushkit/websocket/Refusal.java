// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.Control;
import dev.pushkit.DeniedException;
import dev.pushkit.HubClosedException;
import dev.pushkit.InvalidInputException;
import dev.pushkit.OverloadedException;
import dev.pushkit.PushException;
import dev.pushkit.TooLargeException;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import java.util.Optional;

/** How a client hears that the hub refused something. */
final class Refusal {
    private Refusal() {}

    /** The answer to a command. */
    static Control.Refused answer(Optional<String> ref, PushException refused) {
        return new Control.Refused(ref, status(refused), refused.getMessage());
    }

    /** The close code (RFC 6455, section 7.4.1) where it was the handshake that was refused. */
    static CloseCode closeCode(PushException refused) {
        if (refused instanceof OverloadedException) {
            return CloseCodes.TRY_AGAIN_LATER;
        }
        return refused instanceof HubClosedException ? CloseCodes.GOING_AWAY : CloseCodes.VIOLATED_POLICY;
    }

    private static int status(PushException refused) {
        if (refused instanceof InvalidInputException) {
            return 400;
        }
        if (refused instanceof DeniedException) {
            return 403;
        }
        if (refused instanceof TooLargeException) {
            return 413;
        }
        return refused instanceof OverloadedException overloaded && overloaded.isOwnFault() ? 429 : 503;
    }
}
