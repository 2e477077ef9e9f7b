// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The harness itself: a server under a test's own control. */
@Tag("thorough")
class RunningServerIT {

    private static WebArchive page(String text) {
        return ShrinkWrap.create(WebArchive.class, text + ".war").addAsWebResource(new StringAsset(text), "page.txt");
    }

    private static long loaders(RunningServer server) throws IOException {
        return server.jvm().instances(Probe.Held.class.getName());
    }

    private static String get(URI uri) throws IOException {
        try (InputStream body = uri.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(URI uri) throws IOException {
        return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
    }

    @Test
    void servesSeveralApplications() throws IOException {
        Servers.needs(Ability.SEVERAL_APPLICATIONS);
        try (RunningServer server = Servers.underTest()
                .deploy(page("one"), "ROOT")
                .deploy(page("two"), "two")
                .start()) {
            assertThat(get(server.uri("ROOT").resolve("page.txt"))).isEqualTo("one");
            assertThat(get(server.uri("two").resolve("page.txt"))).isEqualTo("two");
        }
    }

    @Test
    void servesAnApplicationAndEndsBySigterm() throws IOException {
        RunningServer server = Servers.underTest()
                .systemProperty("greeting", "hello")
                .deploy(page("one"), "one")
                .start();
        try (server) {
            assertThat(get(server.uri("one").resolve("page.txt"))).isEqualTo("one");
            ServerJvm jvm = server.jvm();
            assertThat(jvm.jcmd("VM.system_properties")).contains("greeting=hello");
            assertThat(jvm.threadNames()).contains("Reference Handler");
            assertThat(jvm.heapAfterCollection()).isBetween(1_000_000L, 512_000_000L);
            assertThat(jvm.residentBytes()).isGreaterThan(20_000_000L);
            Exit exit = server.terminate();
            assertThat(exit.forced()).isFalse();
            assertThat(exit.code()).isEqualTo(143);
            assertThat(server.isAlive()).isFalse();
        }
        try (Stream<Path> left = Files.list(server.log().file().getParent())) {
            assertThat(left)
                    .as("what outlives the server")
                    .containsExactly(server.log().file());
        }
        assertThat(server.log().text()).isNotEmpty();
    }

    @Test
    void startsAgainOnTheSamePort() throws IOException {
        int port;
        try (RunningServer server =
                Servers.underTest().deploy(page("one"), "ROOT").start()) {
            port = server.port();
            assertThat(server.kill().code()).isEqualTo(137);
        }
        try (RunningServer server =
                Servers.underTest().deploy(page("two"), "ROOT").port(port).start()) {
            assertThat(get(server.uri().resolve("page.txt"))).isEqualTo("two");
        }
    }

    @Test
    void showsTheLogWhenTheStartFails() {
        assertThatThrownBy(
                        () -> Servers.underTest().jvmOptions("-XX:NoSuchOption").start())
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("ended during its start")
                .hasMessageContaining("NoSuchOption");
    }

    @Test
    void refusesAnApplicationThatDoesNotStart() throws IOException {
        ServerBuilder builder = Servers.underTest().deploy(page("broken").addClass(BrokenListener.class), "ROOT");
        assertThatThrownBy(builder::start)
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining(BrokenListener.REASON);
    }

    @Test
    void redeploysWhileTheServerRuns() throws IOException {
        Servers.needs(Ability.HOT_DEPLOYMENT);
        try (RunningServer server =
                Servers.underTest().deploy(page("one"), "ROOT").start()) {
            server.undeploy("ROOT");
            assertThat(status(server.uri().resolve("page.txt"))).isEqualTo(404);
            server.deploy(Wars.export(page("again")), "ROOT");
            assertThat(get(server.uri().resolve("page.txt"))).isEqualTo("again");
        }
    }

    @Test
    void forgetsTheClassesOfAnUndeployedApplication() throws IOException {
        Servers.needs(Ability.HOT_DEPLOYMENT);
        Servers.needs(Ability.CLASS_UNLOADING);
        WebArchive probed = page("probed").addClasses(Probe.class, Probe.Held.class);
        try (RunningServer server = Servers.underTest().deploy(probed, "ROOT").start()) {
            assertThat(loaders(server)).isEqualTo(1);
            assertThat(server.jvm().holdersOfLoaders(Probe.class.getName())).isNotEmpty();
            server.undeploy("ROOT");
            server.deploy(Wars.export(probed), "ROOT");
            await().atMost(Duration.ofSeconds(20)).until(() -> loaders(server) == 1);
        }
    }
}
