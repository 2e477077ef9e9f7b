// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;

/**
 * A client that is at work, and what it has seen.
 *
 * @param inbox what it has seen
 * @param client ends it
 */
public record Following(Inbox inbox, Closeable client) implements Closeable {

    /**
     * Sets a client to work.
     *
     * @param client the client
     * @param push the kit's base address
     * @param topic the topic to follow
     * @param cursor the id of the last event seen, empty for none
     * @return the client at work, which the caller closes
     * @throws IOException if it cannot start
     */
    public static Following start(ThirdPartyClient client, URI push, String topic, String cursor) throws IOException {
        Inbox inbox = new Inbox();
        return new Following(inbox, client.follow(push, topic, cursor, inbox));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
