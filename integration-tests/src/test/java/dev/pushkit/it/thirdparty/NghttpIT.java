// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pushkit.it.container.Ability;
import dev.pushkit.it.container.App;
import dev.pushkit.it.container.Servers;
import dev.pushkit.it.container.TestBed;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The assets of a page as {@code nghttp} sees them, where it is installed. */
@Tag("thorough")
@Timeout(30)
class NghttpIT {
    private static final Pattern WAY = Pattern.compile("push-resources: ([a-z-]+)");

    private static URI page;

    @BeforeAll
    static void start() throws IOException {
        assumeThat(installed()).as("nghttp is installed").isTrue();
        Servers.needs(Ability.H2C);
        page = TestBed.of(App.RESOURCES).base().resolve("page.html");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void getsAPromiseOrAnInterimAnswerOrLinks(boolean takesPushes) throws Exception {
        String said = takesPushes
                ? run("nghttp", "-nv", page.toString())
                : run("nghttp", "-nv", "--no-push", page.toString());
        Matcher way = WAY.matcher(said);
        assertThat(way.find()).as(said).isTrue();
        assertThat(said.contains("recv PUSH_PROMISE"))
                .as(said)
                .isEqualTo(way.group(1).equals("push"));
        assertThat(said.contains(":status: 103"))
                .as(said)
                .isEqualTo(way.group(1).equals("early-hints"));
        assertThat(said.contains("link: <" + page.resolve("app.css").getPath() + ">; rel=preload; as=style"))
                .as(said)
                .isEqualTo(!way.group(1).equals("push"));
        assertThat(said).contains(":status: 200");
    }

    private static boolean installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nghttp")));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(2, TimeUnit.SECONDS)).as(said).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
