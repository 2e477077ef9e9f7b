// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A Spring Boot application with one of the servers that Boot embeds.
 *
 * <p>There are no WARs in Boot: the classes and jars of the one that a test deploys go onto the class path of the
 * process, its context-params and its static files into Boot's properties. Server options are properties below {@code
 * server.NAME}, but for those that all embedded servers know.
 *
 * @param id the name of this kind
 * @param name what Boot calls the server in its properties
 * @param server the server as its makers write it
 * @param artifact the library whose version is the server's
 */
record SpringBoot(String id, String name, String server, String artifact) implements ServerKind {
    private static final String ONE = "a Spring Boot process is one application";

    @Override
    public String product() {
        Libraries libraries = new Libraries(id);
        return "Spring Boot " + libraries.version("spring-boot") + ", " + server + " " + libraries.version(artifact);
    }

    @Override
    public Map<Ability, String> lacks() {
        Map<Ability, String> lacks = new EnumMap<>(Ability.class);
        lacks.put(Ability.SEVERAL_APPLICATIONS, ONE);
        lacks.put(Ability.HOT_DEPLOYMENT, ONE);
        if (name.equals("undertow")) {
            lacks.put(Ability.LEAVES_QUERIES_ALONE, Embedded.BROKEN_ESCAPE);
            lacks.put(Ability.ENDS_BODIES, Embedded.ENDLESS_BODIES);
            lacks.put(Ability.LARGE_BODIES, Embedded.SMALL_BODIES);
            lacks.put(Ability.CUTS_CHUNKED_ANSWERS, Embedded.WHOLE_CHUNKS);
        }
        if (name.equals("jetty")) {
            lacks.put(
                    Ability.ANSWERS_REFUSED_HANDSHAKES,
                    "a handshake that is refused for its origin gets 500 of Boot's error page instead of Jetty's 403");
        }
        return lacks;
    }

    @Override
    public List<String> command(Launch launch) throws IOException {
        if (launch.spec().webapps().size() > 1) {
            throw new IllegalArgumentException(ONE);
        }
        Path temp = Files.createDirectories(launch.folder().resolve("temp"));
        List<String> classPath = new ArrayList<>();
        Map<String, String> properties = new TreeMap<>();
        for (Webapp webapp : launch.spec().webapps()) {
            Path folder = unpack(webapp.war(), launch.folder().resolve("webapp"));
            classPath.addAll(classPath(folder));
            properties.put("server.servlet.context-path", webapp.contextPath());
            properties.put(
                    "spring.web.resources.static-locations", folder.toUri().toString());
            contextParams(folder)
                    .forEach((param, value) ->
                            properties.put("server.servlet.context-parameters[" + param + "]", value));
        }
        classPath.add(new Libraries(id).classPath(launch.spec().websocket()));
        launch.spec().serverOptions().forEach((option, value) -> properties.put(property(option), value));
        properties.put("server.address", "127.0.0.1");
        // The same connection carries many requests, one after the other.
        properties.put("server.tomcat.max-keep-alive-requests", "-1");
        properties.put("server.port", Integer.toString(launch.port()));
        List<String> command = launch.spec().javaCommand();
        command.addAll(List.of(
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                String.join(File.pathSeparator, classPath),
                "dev.pushkit.it.boot.PushApplication"));
        properties.forEach((property, value) -> command.add("--" + property + "=" + value));
        return command;
    }

    private String property(String option) {
        return switch (option) {
            case "h2c" -> "server.http2.enabled";
            case "maxThreads" -> "server." + name + ".threads." + (name.equals("undertow") ? "worker" : "max");
            case "idleTimeout" ->
                switch (name) {
                    case "tomcat" -> "server.tomcat.keep-alive-timeout";
                    case "jetty" -> "server.jetty.connection-idle-timeout";
                    default -> "server.undertow.options.server.IDLE_TIMEOUT";
                };
            default -> "server." + name + "." + option;
        };
    }

    private static Path unpack(Path war, Path folder) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(war))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (!entry.isDirectory()) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return folder;
    }

    private static List<String> classPath(Path folder) throws IOException {
        List<String> classPath =
                new ArrayList<>(List.of(folder.resolve("WEB-INF/classes").toString()));
        Path lib = folder.resolve("WEB-INF/lib");
        if (Files.exists(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                jars.sorted().map(Path::toString).forEach(classPath::add);
            }
        } else {
            // The Boot application is written for the kit and does not start without it.
            classPath.add(Settings.file("it.dropin").toString());
            classPath.add(Settings.file("it.websocket").toString());
        }
        return classPath;
    }

    private static Map<String, String> contextParams(Path folder) throws IOException {
        Map<String, String> params = new TreeMap<>();
        Path webXml = folder.resolve("WEB-INF/web.xml");
        if (Files.exists(webXml)) {
            try (InputStream in = Files.newInputStream(webXml)) {
                NodeList found = DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(in)
                        .getElementsByTagName("context-param");
                for (int i = 0; i < found.getLength(); i++) {
                    Element param = (Element) found.item(i);
                    params.put(text(param, "param-name"), text(param, "param-value"));
                }
            } catch (ParserConfigurationException | SAXException e) {
                throw new IOException("Cannot read " + webXml, e);
            }
        }
        return params;
    }

    private static String text(Element parent, String element) {
        return parent.getElementsByTagName(element).item(0).getTextContent().strip();
    }
}
