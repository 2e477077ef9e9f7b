// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.HubClosedException;
import dev.pushkit.HubContext;
import dev.pushkit.HubSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PushServletTest {
    @Test
    void closesTheHubThoughItWasNeverInitialized() {
        HubContext context = new HubContext(HubSettings.defaults());
        new UnknownPathServlet(context, new OriginPolicy(List.of())).destroy();
        assertThatThrownBy(context::hub).isInstanceOf(HubClosedException.class);
    }
}
