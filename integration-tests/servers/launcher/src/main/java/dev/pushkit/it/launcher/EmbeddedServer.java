// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.launcher;

import java.nio.file.Path;

/**
 * A server inside this process, as a launcher drives it.
 *
 * <p>One thread deploys, starts and undeploys; the end may come from another at any time.
 */
public interface EmbeddedServer {

    /**
     * Begins to listen; what was deployed before answers from the first request on.
     *
     * @throws Exception if the server or an application does not start
     */
    void start() throws Exception;

    /**
     * Adds an application, which has started at the latest when the server has.
     *
     * @param path its context path; a slash for the root
     * @param war its WAR file
     * @throws Exception if it does not start; nothing of it is left then
     */
    void deploy(String path, Path war) throws Exception;

    /**
     * Stops an application and lets go of it.
     *
     * @param path its context path; a slash for the root
     * @throws Exception if it does not stop
     */
    void undeploy(String path) throws Exception;

    /** Stops the applications while the connections are still open. */
    void stopApplications();

    /** Stops everything that still runs. */
    void stop();
}
