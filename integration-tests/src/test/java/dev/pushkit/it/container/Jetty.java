// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Embedded Jetty, started by the launcher of a small module of its own, whose jars stay off the tests' class path.
 *
 * <p>The system property {@code it.ID} names that module's {@code target} folder: the launcher in {@code classes}, the
 * jars in {@code lib}. Server options are handed to the launcher.
 *
 * @param id the name of this kind
 */
record Jetty(String id) implements ServerKind {

    @Override
    public String product() {
        return "Eclipse Jetty 12.1.8 ee10";
    }

    @Override
    public List<String> command(Launch launch) throws IOException {
        Path module = Settings.file("it." + id);
        Path temp = Files.createDirectories(launch.folder().resolve("temp"));
        List<String> command = launch.spec().javaCommand();
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                module.resolve("classes") + File.pathSeparator + module.resolve("lib/*"),
                "dev.pushkit.it.jetty.JettyLauncher",
                Integer.toString(launch.port())));
        launch.spec().serverOptions().forEach((name, value) -> command.add(name + "=" + value));
        for (Webapp webapp : launch.spec().webapps()) {
            command.add("/" + webapp.contextPath().replaceFirst("^/", "") + "=" + webapp.war());
        }
        return command;
    }
}
