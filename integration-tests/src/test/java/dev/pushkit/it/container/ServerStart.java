// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The way from what was asked for to a server that answers. Thread-safe. */
final class ServerStart {
    private static final int TRIES = 3;
    private static final int LOG_LINES = 60;
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private ServerStart() {}

    /**
     * Starts a server, on another port if the chosen one turns out to be taken.
     *
     * @param spec what was asked for
     * @return the server, answering
     * @throws IOException if it does not come up
     */
    static RunningServer start(ServerSpec spec) throws IOException {
        for (int tries = 1; ; tries++) {
            Launch launch = new Launch(
                    spec,
                    newFolder(spec.kind()),
                    spec.port().isPresent() ? spec.port().getAsInt() : Ports.free());
            ServerLog log = new ServerLog(launch.folder().resolve("console.log"));
            long begin = System.nanoTime();
            ServerProcess process =
                    ServerProcess.start(spec.kind().command(launch), environment(launch), launch.folder(), log.file());
            if (!spec.kind().takesCommands()) {
                process.endInput();
            }
            String failure = failure(launch, process, log);
            if (failure.isEmpty()) {
                return new RunningServer(launch, process, log, Duration.ofNanos(System.nanoTime() - begin));
            }
            process.kill();
            boolean portTaken = log.text().contains("already in use");
            if (!portTaken || spec.port().isPresent() || tries == TRIES) {
                throw new ServerStartException(
                        spec.kind().id() + " " + failure + ". The end of " + log.file() + ":\n" + log.tail(LOG_LINES));
            }
        }
    }

    private static Map<String, String> environment(Launch launch) {
        Map<String, String> environment = new TreeMap<>(launch.spec().kind().environment(launch));
        environment.putAll(launch.spec().environment());
        return environment;
    }

    private static Path newFolder(ServerKind kind) throws IOException {
        return Files.createTempDirectory(Settings.workFolder(), kind.id() + "-" + COUNTER.incrementAndGet() + "-");
    }

    private static String failure(Launch launch, ServerProcess process, ServerLog log) {
        Duration deadline = launch.spec().startDeadline();
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(25))
                    .atMost(deadline)
                    .until(() -> !process.isAlive()
                            || answers(launch.port()) && launch.spec().kind().hasDeployed(launch, log));
        } catch (ConditionTimeoutException e) {
            return (answers(launch.port()) ? "did not deploy within " : "did not answer within ") + deadline;
        }
        if (!process.isAlive()) {
            return "ended during its start";
        }
        return launch.spec().kind().failedToDeploy(log.text()) ? "failed to deploy" : "";
    }

    // An answer, not a mere connection: a server may take connections long before it has deployed.
    private static boolean answers(int port) {
        try {
            HttpURLConnection http = (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/").openConnection();
            http.setConnectTimeout(1_000);
            http.setReadTimeout(5_000);
            http.setInstanceFollowRedirects(false);
            http.setRequestMethod("HEAD");
            int status = http.getResponseCode();
            http.disconnect();
            return status > 0;
        } catch (IOException notYet) {
            return false;
        }
    }
}
