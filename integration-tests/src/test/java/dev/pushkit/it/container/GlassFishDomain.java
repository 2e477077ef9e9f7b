// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ExplodedExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.w3c.dom.Element;

/**
 * A domain of GlassFish or Payara for one start: the distribution's own, with two listeners of 127.0.0.1 and nothing
 * else, and with the web applications as if they had been deployed before.
 *
 * <p>Thread-safe but for its files.
 *
 * @param home the folder {@code glassfish} of the distribution
 * @param folder the domain's folder
 */
record GlassFishDomain(Path home, Path folder) {
    private static final String CONFIG = "server-config";
    // What listens, or looks for others.
    private static final List<String> LISTENING = List.of("iiop-listener", "jmx-connector", "jms-service");
    private static final String JMS_HOST = "default_JMS_host";
    // For the launcher, or for parts that are not started here.
    private static final Predicate<String> UNWANTED = Pattern.compile(
                    "-Xmx.*|-XX:NewRatio.*|-server|-D(osgi\\.shell|gosh|felix)\\..*|-Dorg\\.glassfish\\.additional.*")
            .asMatchPredicate();
    private static final Pattern FOR_SOME_JDKS = Pattern.compile("\\[(\\d+)\\|(\\d*)](.*)");

    /**
     * Copies the distribution's domain and makes it the launch's own.
     *
     * @param launch what is to be started
     * @param admin the port for administration
     * @throws IOException if the folder cannot be laid out
     */
    void create(Launch launch, int admin) throws IOException {
        Folders.copy(home.resolve("domains/domain1"), folder, name -> true);
        XmlFile xml = XmlFile.read(domainXml());
        Element config = xml.element("config", "name", CONFIG);
        LISTENING.forEach(name -> XmlFile.elements(config, name).forEach(GlassFishDomain::remove));
        remove(xml.element("network-listener", "name", "http-listener-2"));
        remove(xml.element("protocol", "name", "http-listener-2"));
        xml.element("virtual-server", "id", "server").setAttribute("network-listeners", "http-listener-1");
        bind(xml.element("network-listener", "name", "http-listener-1"), launch.port());
        bind(xml.element("network-listener", "name", "admin-listener"), admin);
        setHttp(
                XmlFile.elements(xml.element("protocol", "name", "http-listener-1"), "http")
                        .get(0),
                launch.spec());
        // Without any, GlassFish would make an embedded one, which listens on every address.
        Element jms = xml.add(config, "jms-service", "type", "REMOTE", "default-jms-host", JMS_HOST);
        xml.add(jms, "jms-host", "name", JMS_HOST, "host", "127.0.0.1", "port", "1", "lazy-init", "true");
        // Payara's.
        XmlFile.elements(config, "hazelcast-config-specific-configuration")
                .forEach(hazelcast -> hazelcast.setAttribute("enabled", "false"));
        addApplications(xml, launch);
        xml.write(domainXml());
    }

    private static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }

    private static void bind(Element listener, int port) {
        listener.setAttribute("address", "127.0.0.1");
        listener.setAttribute("port", Integer.toString(port));
    }

    private static void setHttp(Element http, ServerSpec spec) {
        http.setAttribute("http2-enabled", Boolean.toString(spec.isOn("h2c", true)));
        String requests = spec.serverOptions().get("maxKeepAliveRequests");
        if (requests != null) {
            http.setAttribute("max-connections", requests);
        }
    }

    private void addApplications(XmlFile xml, Launch launch) throws IOException {
        Element domain = xml.document().getDocumentElement();
        Element applications = xml.add(domain, "applications");
        domain.insertBefore(applications, XmlFile.elements(domain, "resources").get(0));
        for (Webapp webapp : launch.spec().webapps()) {
            String name = webapp.name();
            Path folders = Files.createDirectories(folder.resolve("applications"));
            ShrinkWrap.create(ZipImporter.class, name)
                    .importFrom(webapp.war().toFile())
                    .as(WebArchive.class)
                    .as(ExplodedExporter.class)
                    .exportExploded(folders.toFile(), name);
            Element application = xml.add(
                    applications,
                    "application",
                    "name",
                    name,
                    "context-root",
                    contextRoot(webapp),
                    "location",
                    "${com.sun.aas.instanceRootURI}/applications/" + name + "/",
                    "object-type",
                    "user");
            xml.add(application, "property", "name", "archiveType", "value", "war");
            Element module = xml.add(application, "module", "name", name);
            xml.add(module, "engine", "sniffer", "security");
            xml.add(module, "engine", "sniffer", "web");
            xml.add(
                    xml.element("server", "name", "server"),
                    "application-ref",
                    "ref",
                    name,
                    "virtual-servers",
                    "server");
        }
    }

    /**
     * The context root as this server writes it.
     *
     * @param webapp the web application
     * @return a slash and the name, or the slash alone
     */
    static String contextRoot(Webapp webapp) {
        return webapp.contextPath().isEmpty() ? "/" : webapp.contextPath();
    }

    /**
     * The options of the JVM that stand in the domain's configuration, which the server's own launcher would give.
     *
     * @param jdk the JDK's feature release
     * @return the options, with all names resolved
     * @throws IOException if the configuration cannot be read
     */
    List<String> jvmOptions(int jdk) throws IOException {
        Map<String, String> names =
                Map.of("${com.sun.aas.instanceRoot}", folder.toString(), "${com.sun.aas.installRoot}", home.toString());
        List<String> options = new ArrayList<>();
        for (Element element :
                XmlFile.elements(XmlFile.read(domainXml()).element("config", "name", CONFIG), "jvm-options")) {
            String option = forJdk(element.getTextContent().strip(), jdk);
            for (String name : Set.copyOf(names.keySet())) {
                option = option.replace(name, names.get(name));
            }
            if (!option.isEmpty() && !UNWANTED.test(option)) {
                options.add(option);
            }
        }
        return options;
    }

    // Payara's "[17|21]-Doption" is for JDK 17 to 21; what names a vendor is for none that is used here.
    private static String forJdk(String option, int jdk) {
        Matcher matcher = FOR_SOME_JDKS.matcher(option);
        if (!matcher.matches()) {
            return option.startsWith("[") ? "" : option;
        }
        boolean fits = jdk >= Integer.parseInt(matcher.group(1))
                && (matcher.group(2).isEmpty() || jdk <= Integer.parseInt(matcher.group(2)));
        return fits ? matcher.group(3) : "";
    }

    private Path domainXml() {
        return folder.resolve("config/domain.xml");
    }
}
