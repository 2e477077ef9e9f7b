// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;

/** A client that other people wrote, able to follow one topic. Stateless and thread-safe. */
public interface ThirdPartyClient {

    /**
     * Starts to follow a topic.
     *
     * @param push the kit's base address, such as {@code http://127.0.0.1:8080/push/}
     * @param topic the topic
     * @param cursor the id of the last event seen, empty for none
     * @param inbox takes what the client sees
     * @return ends the client
     * @throws IOException if it cannot start
     */
    Closeable follow(URI push, String topic, String cursor, Inbox inbox) throws IOException;
}
