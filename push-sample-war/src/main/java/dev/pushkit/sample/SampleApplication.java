// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample;

import dev.pushkit.sample.feed.Feeds;
import dev.pushkit.sample.game.GameRules;
import dev.pushkit.servlet.Push;
import dev.pushkit.servlet.PushConfig;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Starts and stops the sample with its web application. The container calls it from one thread at a time.
 *
 * <p>One listener, because containers call several in no certain order: the rules have to be there before the feeds ask
 * for the hub. Settings of the sample stand in {@code web.xml}, since the kit's initializer may have read them by now.
 */
@WebListener
public final class SampleApplication implements ServletContextListener {
    // Only the container's calls touch it.
    private Feeds feeds;

    /** Made by the container. */
    public SampleApplication() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        GameRules rules = GameRules.create();
        Push.install(event.getServletContext(), PushConfig.defaults().with(hub -> hub.interceptPublish(rules)));
        feeds = Feeds.start(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        // Null where the start failed.
        if (feeds != null) {
            feeds.close();
        }
    }
}
