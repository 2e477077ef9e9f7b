// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.scenario;

import dev.pushkit.bench.load.LoadOptions;
import dev.pushkit.bench.server.Host;
import dev.pushkit.bench.server.Layout;
import dev.pushkit.bench.server.Pinning;
import dev.pushkit.bench.server.ServerProcess;
import dev.pushkit.bench.server.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where scenarios start servers and make loads for them. Not thread-safe. */
final class Bench {
    private static final int PORTS = 80;
    // For a heartbeat each second to find who is gone, and for the ends of thousands. A pause and no condition, since
    // rivals do not tell.
    private static final long REST_SECONDS = 3;

    private final RunOptions options;
    private final Layout layout;
    private Pinning pinning = Pinning.SHARED;
    private int servers;
    private int loads;

    Bench(RunOptions options, Layout layout) {
        this.options = options;
        this.layout = layout;
    }

    /** Gives the driver its cores, and from now on each server that starts. */
    void pin(Pinning cores) throws IOException, InterruptedException {
        pinning = cores;
        pinning.pinDriver();
    }

    RunOptions options() {
        return options;
    }

    Layout layout() {
        return layout;
    }

    boolean isInstalled(Contestant contestant) {
        return contestant.host().isInstalled(layout);
    }

    ServerProcess start(Contestant contestant, String... jvmOptions) throws IOException {
        Optional<Path> war = contestant.war().map(it -> it.file(layout));
        return ServerProcess.start(contestant.host(), site().withJvm(jvmOptions), war, contestant.hostOptions());
    }

    ServerProcess startEmpty(Host host) throws IOException {
        return ServerProcess.start(host, site(), Optional.empty(), List.of());
    }

    private Site site() {
        int port = options.firstPort() + servers++ % PORTS;
        return new Site(layout, options.javaHome(), pinning, port, List.of());
    }

    /** The load of a warm-up; a heartbeat finds who it leaves behind. */
    LoadOptions warmUp(ServerProcess server, Case subject, List<String> scenario, double seconds) {
        List<String> more = new ArrayList<>(subject.contestant().warmUp());
        more.addAll(List.of("--secs", Double.toString(seconds)));
        return load(server, subject, scenario, more.toArray(String[]::new));
    }

    /** Gives a server the time to be done with those of a warm-up, and with its compiler's backlog. */
    void settle() throws InterruptedException {
        TimeUnit.SECONDS.sleep(REST_SECONDS);
    }

    /** The load of a case, on topics that no load before has used; of options given twice, the last counts. */
    LoadOptions load(ServerProcess server, Case subject, List<String> scenario, String... more) {
        List<String> line = new ArrayList<>(scenario);
        line.addAll(subject.contestant().load());
        line.addAll(subject.load());
        line.addAll(List.of("--port", Integer.toString(server.site().port())));
        line.addAll(List.of("--pids", Long.toString(server.pid())));
        line.addAll(List.of(more));
        String run = "r" + loads++;
        line.replaceAll(word -> word.replace("{run}", run));
        return LoadOptions.read(line);
    }
}
