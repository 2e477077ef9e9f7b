// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One kind of server: how its folder is laid out and how its process is started.
 *
 * <p>Immutable and thread-safe; what belongs to one start is in the {@link Launch}.
 */
public interface ServerKind {

    /**
     * The name used by {@code it.server}, such as {@code tomcat-11}.
     *
     * @return the name, which is also fit for a file name
     */
    String id();

    /**
     * The product and its exact version, as its makers write them.
     *
     * @return for example {@code Apache Tomcat 11.0.24}
     */
    String product();

    /**
     * The oldest JDK that runs it.
     *
     * @return a feature release; 17 for all but a few
     */
    default int oldestJdk() {
        return 17;
    }

    /**
     * The newest JDK that runs it.
     *
     * @return a feature release; all for all but a few
     */
    default int newestJdk() {
        return Integer.MAX_VALUE;
    }

    /**
     * Lays out the run folder, web applications included, and gives the command that starts the server.
     *
     * @param launch what is to be started, where, and on which port
     * @return the command and its arguments
     * @throws IOException if the folder cannot be laid out
     */
    List<String> command(Launch launch) throws IOException;

    /**
     * Variables that the server's environment needs, beside those that a test sets.
     *
     * @param launch what is to be started
     * @return their values by name
     */
    default Map<String, String> environment(Launch launch) {
        return Map.of();
    }

    /**
     * How long a start may take unless a test says otherwise, on a machine that has more to do.
     *
     * @return the time until the server must answer
     */
    default Duration startDeadline() {
        return Duration.ofSeconds(60);
    }

    /**
     * Whether the web applications are there, for servers that answer before they have deployed.
     *
     * @param launch the server, which answers already
     * @param log what it has logged so far
     * @return true once every application of the launch has started or failed
     * @throws IOException if the server's files cannot be read
     */
    default boolean hasDeployed(Launch launch, ServerLog log) throws IOException {
        return true;
    }

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
     * Whether its process obeys commands on standard input; the input of others is ended at once.
     *
     * @return true if {@link Commands} reach it
     */
    default boolean takesCommands() {
        return false;
    }

    /**
     * How many heartbeats it takes at most until a client that has gone is noticed: the write to a closed connection
     * that fails is the second, and a container that writes in the background tells at the third.
     *
     * @return two or three
     */
    default int heartbeatsToNotice() {
        return 2;
    }

    /**
     * What the server cannot do, so that tests which need it are left out by name.
     *
     * @return the reason for each ability that it lacks, as a clause: "one application is the process"
     */
    default Map<Ability, String> lacks() {
        return Map.of();
    }

    /**
     * Deploys a web application into the running server and waits until it is there.
     *
     * @param launch the running server
     * @param log its log
     * @param webapp what to deploy
     * @throws IOException if files cannot be written
     * @throws UnsupportedOperationException where {@link Ability#HOT_DEPLOYMENT} is lacking
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
     * @return when it began, as {@link System#nanoTime}: a server that looks for files now and then begins late
     * @throws IOException if files cannot be deleted
     * @throws UnsupportedOperationException where {@link Ability#HOT_DEPLOYMENT} is lacking
     */
    default long undeploy(Launch launch, ServerLog log, String name) throws IOException {
        throw new UnsupportedOperationException(id() + " has no hot deployment here");
    }

    /**
     * The same as {@link #deploy(Launch, ServerLog, Webapp)}, for servers that take commands.
     *
     * @param launch the running server
     * @param log its log
     * @param commands its standard input
     * @param webapp what to deploy
     * @throws IOException if it cannot be deployed
     * @throws UnsupportedOperationException where {@link Ability#HOT_DEPLOYMENT} is lacking
     */
    default void deploy(Launch launch, ServerLog log, Commands commands, Webapp webapp) throws IOException {
        deploy(launch, log, webapp);
    }

    /**
     * The same as {@link #undeploy(Launch, ServerLog, String)}, for servers that take commands.
     *
     * @param launch the running server
     * @param log its log
     * @param commands its standard input
     * @param name the name it was deployed under
     * @return when it began, as {@link System#nanoTime}
     * @throws IOException if it cannot be undeployed
     * @throws UnsupportedOperationException where {@link Ability#HOT_DEPLOYMENT} is lacking
     */
    default long undeploy(Launch launch, ServerLog log, Commands commands, String name) throws IOException {
        return undeploy(launch, log, name);
    }
}
