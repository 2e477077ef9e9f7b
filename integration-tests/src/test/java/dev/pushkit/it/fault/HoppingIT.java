// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pushkit.it.client.RawHttp;
import dev.pushkit.it.client.SequencePublisher;
import dev.pushkit.it.container.RunningServer;
import dev.pushkit.it.container.ServerBuilder;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.Wars;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One cursor carries a subscriber over every transport and every cut. */
@Tag("thorough")
class HoppingIT {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.it");
    private static final int SUBSCRIBERS = 64;
    private static final int EVENTS = Integer.getInteger("it.hop.events", 20_000);
    private static final int BATCH = 100;
    private static final int TOPICS = 8;

    @Test
    void losesNothingWhereTheTopicsKeepEnough() throws Exception {
        ServerBuilder server = Servers.underTest()
                .systemProperty("push.retention.events", "50000")
                .systemProperty("push.retention.bytes", "64MiB");
        List<HoppingSubscriber.Report> reports = run(server, EVENTS / 33, 1_000);
        assertThat(reports).allSatisfy(report -> {
            assertThat(report.faults()).isEmpty();
            assertThat(report.gaps()).isZero();
            assertThat(report.events()).isEqualTo(EVENTS);
            assertThat(report.hops()).isGreaterThan(10);
        });
    }

    @Test
    void coversEveryLossByAGapWhereTheTopicsKeepTooLittle() throws Exception {
        ServerBuilder server = Servers.underTest().systemProperty("push.retention.events", "20");
        List<HoppingSubscriber.Report> reports = run(server, 100, EVENTS);
        assertThat(reports).allSatisfy(report -> assertThat(report.faults()).isEmpty());
        assertThat(reports.stream().mapToInt(HoppingSubscriber.Report::covered).sum())
                .as("events that were lost at all, or this proves nothing")
                .isPositive();
        // The last event of each topic is kept, so every loss lies before an event that was seen.
        assertThat(reports).allSatisfy(report -> assertThat(report.events() + report.covered())
                .isBetween(EVENTS - TOPICS, EVENTS));
    }

    private static List<HoppingSubscriber.Report> run(ServerBuilder builder, int longestStay, int lead)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        ExecutorService threads = Executors.newFixedThreadPool(SUBSCRIBERS);
        try (RunningServer server = builder.deploy(Wars.sample(), "ROOT").start()) {
            URI push = server.uri().resolve("push/");
            String cursor = head(push);
            List<HoppingSubscriber> subscribers = IntStream.range(0, SUBSCRIBERS)
                    .mapToObj(i -> new HoppingSubscriber(
                            push, "demo/hop/*", TOPICS, cursor, EVENTS - 1, 1_000 + i, longestStay))
                    .toList();
            List<Future<HoppingSubscriber.Report>> futures =
                    subscribers.stream().map(threads::submit).toList();
            SequencePublisher publisher = new SequencePublisher(push, "demo/hop", TOPICS);
            for (int published = 0; published < EVENTS; published += BATCH) {
                awaitSlowest(subscribers, futures, published - lead);
                publisher.publish(BATCH);
            }
            List<HoppingSubscriber.Report> reports = new ArrayList<>();
            for (Future<HoppingSubscriber.Report> future : futures) {
                reports.add(future.get(120, TimeUnit.SECONDS));
            }
            tell(server, reports);
            return reports;
        } finally {
            threads.shutdownNow();
        }
    }

    // A publisher far ahead would have the server replay a long log at each hop, most of it in vain.
    private static void awaitSlowest(
            List<HoppingSubscriber> subscribers, List<Future<HoppingSubscriber.Report>> futures, int number) {
        Awaitility.await("the slowest subscriber")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> subscribers.stream().allMatch(subscriber -> subscriber.expected() >= number)
                        || futures.stream().anyMatch(Future::isDone));
    }

    private static String head(URI push) throws IOException {
        String answer = RawHttp.text(push.resolve("poll?topic=demo/hop/*"));
        return Json.createReader(new StringReader(answer)).readObject().getString("cursor");
    }

    private static void tell(RunningServer server, List<HoppingSubscriber.Report> reports) {
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1} events seen in {2} hops, {3} gaps told, {4} losses covered, faults {5}",
                server.kind().id(),
                reports.stream().mapToLong(HoppingSubscriber.Report::events).sum(),
                reports.stream().mapToInt(HoppingSubscriber.Report::hops).sum(),
                reports.stream().mapToInt(HoppingSubscriber.Report::gaps).sum(),
                reports.stream().mapToInt(HoppingSubscriber.Report::covered).sum(),
                reports.stream().flatMap(report -> report.faults().stream()).toList());
    }
}
