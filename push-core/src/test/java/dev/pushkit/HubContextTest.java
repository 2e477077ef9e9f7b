// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class HubContextTest {
    private final HubContext context = new HubContext(HubSettings.defaults().with("push.retry", "5s"));

    @Test
    void buildsItsHubWhenItIsFirstAskedFor() {
        assertThat(context.running()).isEmpty();
        Hub hub = context.hub();

        assertThat(context.hub()).isSameAs(hub);
        assertThat(context.running()).contains(hub);
        assertThat(hub.settings()).isSameAs(context.settings());
        context.close();
        assertThat(hub.isOpen()).isFalse();
    }

    @Test
    void takesAdditionsUntilTheHubRuns() {
        StringBuilder order = new StringBuilder();
        assertThat(context.customize(builder -> order.append("1"))).isTrue();
        assertThat(context.customize(builder -> order.append("2"))).isTrue();
        try (Hub hub = context.hub()) {
            assertThat(hub.isOpen()).isTrue();
            assertThat(order).hasToString("12");
            assertThat(context.customize(builder -> order.append("3"))).isFalse();
        }
    }

    @Test
    void isClosedForGood() {
        context.close();
        context.close();

        assertThatExceptionOfType(HubClosedException.class).isThrownBy(context::hub);
        assertThat(context.customize(builder -> {})).isFalse();
    }
}
