// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server under test with the applications of the tests, started once for this process. Thread-safe.
 *
 * <p>Where a server is one application, each of them gets a server of its own when it is first asked for. A server that
 * did not start is not tried again: every test that needs it fails for the same reason.
 */
public final class TestBed {
    private static final Object LOCK = new Object();

    // Guarded by LOCK.
    private static final Map<App, TestBed> BEDS = new EnumMap<>(App.class);
    private static IOException failure;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TestBed::closeAll, "close-test-bed"));
    }

    private final URI base;
    private final Optional<RunningServer> server;

    private TestBed(URI base, Optional<RunningServer> server) {
        this.base = base;
        this.server = server;
    }

    /**
     * An application on the server under test, which is started if it does not run yet.
     *
     * @param app the application
     * @return the place where it runs
     * @throws IOException if the server does not start
     */
    public static TestBed of(App app) throws IOException {
        ServerUnderTest underTest = ServerUnderTest.ofThisProcess();
        if (External.url().isPresent()) {
            if (!EnumSet.of(App.SAMPLE, App.COUNTED, App.IMPATIENT).contains(app)) {
                underTest.needs(Ability.OWN_PROCESS);
            }
            return new TestBed(External.url().orElseThrow(), Optional.empty());
        }
        synchronized (LOCK) {
            if (failure != null) {
                throw failure;
            }
            if (!BEDS.containsKey(app)) {
                start(underTest, app);
            }
            return BEDS.get(app);
        }
    }

    private static void start(ServerUnderTest underTest, App first) throws IOException {
        boolean together = !underTest.kind().lacks().containsKey(Ability.SEVERAL_APPLICATIONS);
        try {
            ServerBuilder builder = underTest
                    .builder()
                    .systemProperty("push.publish.allow", "demo/**, $streams/demo/**")
                    .serverOption("h2c", "true");
            for (App app : together ? App.values() : new App[] {first}) {
                builder.deploy(app.archive(), together ? app.context() : "ROOT");
            }
            RunningServer server = builder.start();
            for (App app : together ? App.values() : new App[] {first}) {
                BEDS.put(app, new TestBed(server.uri(together ? app.context() : "ROOT"), Optional.of(server)));
            }
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /**
     * The root of the application.
     *
     * @return the address, which ends in a slash
     */
    public URI base() {
        return base;
    }

    /**
     * The root of the kit in the application.
     *
     * @return the address, which ends in a slash
     */
    public URI push() {
        return base.resolve("push/");
    }

    /**
     * The server, for a test that looks into its process or its log.
     *
     * @return the server, or empty where somebody else runs it
     */
    public Optional<RunningServer> server() {
        return server;
    }

    // The tests' process goes from class to class without a sign that one was the last.
    private static void closeAll() {
        List<RunningServer> servers;
        synchronized (LOCK) {
            servers = BEDS.values().stream()
                    .flatMap(bed -> bed.server.stream())
                    .distinct()
                    .toList();
        }
        servers.forEach(RunningServer::close);
    }
}
