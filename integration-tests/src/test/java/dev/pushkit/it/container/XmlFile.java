// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A server's configuration file that is read, changed and written back.
 *
 * <p>For one thread.
 *
 * @param document its content
 */
record XmlFile(Document document) {

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its content
     * @throws IOException if it cannot be read or is not XML
     */
    static XmlFile read(Path file) throws IOException {
        try {
            return new XmlFile(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("Cannot read " + file, e);
        }
    }

    /**
     * The elements of a name below an element.
     *
     * @param within the element to look in
     * @param name their name
     * @return the elements, which may be removed meanwhile
     */
    static List<Element> elements(Element within, String name) {
        NodeList found = within.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    /**
     * The element that has a value of an attribute.
     *
     * @param name the element's name
     * @param attribute the attribute's name
     * @param value its value
     * @return the first such element of the file
     */
    Element element(String name, String attribute, String value) {
        return elements(document.getDocumentElement(), name).stream()
                .filter(element -> element.getAttribute(attribute).equals(value))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Adds an element.
     *
     * @param parent where
     * @param name its name
     * @param attributes its attributes, names and values in turn
     * @return the element
     */
    Element add(Element parent, String name, String... attributes) {
        Element child = document.createElement(name);
        for (int i = 0; i < attributes.length; i += 2) {
            child.setAttribute(attributes[i], attributes[i + 1]);
        }
        parent.appendChild(child);
        return child;
    }

    /**
     * Writes the file.
     *
     * @param file the file
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        try {
            TransformerFactory.newInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(file.toFile()));
        } catch (TransformerException e) {
            throw new IOException("Cannot write " + file, e);
        }
    }
}
