// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.util.List;

/**
 * One kind of server: how its folder is laid out and how its process is started.
 *
 * <p>Immutable and thread-safe; what belongs to one start is in the {@link Launch}.
 */
public interface ServerKind {

    /**
     * The name used by {@code arquillian.launch}, such as {@code tomcat-11}.
     *
     * @return the name, which is also fit for a file name
     */
    String id();

    /**
     * Lays out the run folder, web applications included, and gives the command that starts the server.
     *
     * @param launch what is to be started, where, and on which port
     * @return the command and its arguments
     * @throws IOException if the folder cannot be laid out
     */
    List<String> command(Launch launch) throws IOException;

    /**
     * The failure to deploy that the log tells of, for servers that start all the same.
     *
     * @param log what the server has logged so far
     * @return whether a web application has failed to start
     */
    default boolean failedToDeploy(String log) {
        return false;
    }

    /**
     * Whether web applications can be deployed and undeployed while the server runs.
     *
     * @return true where {@link #deploy} and {@link #undeploy} are supported
     */
    default boolean hotDeploys() {
        return false;
    }

    /**
     * Deploys a web application into the running server and waits until it is there.
     *
     * @param launch the running server
     * @param log its log
     * @param webapp what to deploy
     * @throws IOException if files cannot be written
     * @throws UnsupportedOperationException where {@link #hotDeploys} is false
     */
    default void deploy(Launch launch, ServerLog log, Webapp webapp) throws IOException {
        throw new UnsupportedOperationException(id() + " has no hot deployment here");
    }

    /**
     * Undeploys a web application from the running server and waits until it is gone.
     *
     * @param launch the running server
     * @param log its log
     * @param name the name it was deployed under
     * @throws IOException if files cannot be deleted
     * @throws UnsupportedOperationException where {@link #hotDeploys} is false
     */
    default void undeploy(Launch launch, ServerLog log, String name) throws IOException {
        throw new UnsupportedOperationException(id() + " has no hot deployment here");
    }
}
