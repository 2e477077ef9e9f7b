// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.undertow;

import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.FilterInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebInitParam;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EventListener;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;

/**
 * What an application's classes say about themselves, which Undertow leaves to whoever embeds it.
 *
 * @param index its classes, jars included
 * @param loader its class loader
 */
record AnnotatedClasses(IndexView index, ClassLoader loader) {

    /**
     * Looks through an application.
     *
     * @param war its files
     * @param loader its class loader
     * @return its classes
     * @throws IOException if a file cannot be read
     */
    static AnnotatedClasses of(UnpackedWar war, ClassLoader loader) throws IOException {
        Indexer indexer = new Indexer();
        for (Path path : war.classPath()) {
            if (Files.isDirectory(path)) {
                add(indexer, path);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(path)) {
                    add(indexer, jar.getPath("/"));
                }
            }
        }
        return new AnnotatedClasses(indexer.complete(), loader);
    }

    private static void add(Indexer indexer, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    indexer.index(in);
                }
            }
        }
    }

    /** The classes that carry an annotation. */
    List<Class<?>> with(Class<? extends Annotation> annotation) throws ClassNotFoundException {
        return load(index.getAnnotations(annotation).stream()
                .map(found -> found.target().asClass())
                .toList());
    }

    private List<Class<?>> load(Collection<ClassInfo> classes) throws ClassNotFoundException {
        List<Class<?>> loaded = new ArrayList<>();
        for (ClassInfo info : classes) {
            loaded.add(Class.forName(info.name().toString(), false, loader));
        }
        return loaded;
    }

    /** Tells Undertow of the initializers and of annotated servlets, filters and listeners. */
    void describe(DeploymentInfo info) throws ClassNotFoundException {
        for (ServiceLoader.Provider<ServletContainerInitializer> found :
                ServiceLoader.load(ServletContainerInitializer.class, loader).stream()
                        .toList()) {
            info.addServletContainerInitializer(
                    new ServletContainerInitializerInfo(found.type(), typesFor(found.type())));
        }
        for (Class<?> type : with(WebListener.class)) {
            info.addListener(Servlets.listener(type.asSubclass(EventListener.class)));
        }
        for (Class<?> type : with(WebServlet.class)) {
            addServlet(info, type.asSubclass(Servlet.class), type.getAnnotation(WebServlet.class));
        }
        for (Class<?> type : with(WebFilter.class)) {
            addFilter(info, type.asSubclass(Filter.class), type.getAnnotation(WebFilter.class));
        }
    }

    // Null where there are none: Jakarta Servlet 6.0, 8.2.4.
    private Set<Class<?>> typesFor(Class<?> initializer) throws ClassNotFoundException {
        HandlesTypes handles = initializer.getAnnotation(HandlesTypes.class);
        if (handles == null) {
            return null;
        }
        Set<Class<?>> types = new HashSet<>();
        for (Class<?> wanted : handles.value()) {
            if (wanted.isAnnotation()) {
                types.addAll(with(wanted.asSubclass(Annotation.class)));
            } else if (wanted.isInterface()) {
                types.addAll(load(index.getAllKnownImplementors(wanted)));
            } else {
                types.addAll(load(index.getAllKnownSubclasses(wanted)));
            }
        }
        return types.isEmpty() ? null : types;
    }

    private static void addServlet(DeploymentInfo info, Class<? extends Servlet> type, WebServlet annotation) {
        String name = annotation.name().isEmpty() ? type.getName() : annotation.name();
        ServletInfo servlet = Servlets.servlet(name, type)
                .addMappings(annotation.value())
                .addMappings(annotation.urlPatterns())
                .setAsyncSupported(annotation.asyncSupported())
                .setLoadOnStartup(annotation.loadOnStartup());
        for (WebInitParam param : annotation.initParams()) {
            servlet.addInitParam(param.name(), param.value());
        }
        info.addServlet(servlet);
    }

    private static void addFilter(DeploymentInfo info, Class<? extends Filter> type, WebFilter annotation) {
        String name = annotation.filterName().isEmpty() ? type.getName() : annotation.filterName();
        FilterInfo filter = new FilterInfo(name, type).setAsyncSupported(annotation.asyncSupported());
        for (WebInitParam param : annotation.initParams()) {
            filter.addInitParam(param.name(), param.value());
        }
        info.addFilter(filter);
        for (DispatcherType dispatcher : annotation.dispatcherTypes()) {
            Stream.of(annotation.value(), annotation.urlPatterns())
                    .flatMap(Arrays::stream)
                    .forEach(pattern -> info.addFilterUrlMapping(name, pattern, dispatcher));
            for (String servlet : annotation.servletNames()) {
                info.addFilterServletNameMapping(name, servlet, dispatcher);
            }
        }
    }
}
