// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.undertow;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A WAR's files in a folder.
 *
 * @param folder the folder, which is deleted with the application
 */
record UnpackedWar(Path folder) {

    /**
     * Unpacks a WAR into a new temporary folder.
     *
     * @param war the WAR file
     * @return its files
     * @throws IOException if it cannot be unpacked
     */
    static UnpackedWar of(Path war) throws IOException {
        Path folder = Files.createTempDirectory("war-");
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(war))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("An entry leaves the WAR: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return new UnpackedWar(folder);
    }

    /** The classes and jars of the application, its own classes first. */
    List<Path> classPath() throws IOException {
        List<Path> classPath = new ArrayList<>();
        Path classes = folder.resolve("WEB-INF/classes");
        if (Files.isDirectory(classes)) {
            classPath.add(classes);
        }
        Path lib = folder.resolve("WEB-INF/lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> jars = Files.list(lib)) {
                jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(classPath::add);
            }
        }
        return classPath;
    }

    /** A class loader for the application. */
    WarClassLoader classLoader() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path path : classPath()) {
            urls.add(path.toUri().toURL());
        }
        return new WarClassLoader(urls);
    }

    /** The context-params of web.xml, if there is one. */
    Map<String, String> contextParams() throws IOException {
        Map<String, String> params = new HashMap<>();
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

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent().strip();
    }

    /** Deletes the files. */
    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
