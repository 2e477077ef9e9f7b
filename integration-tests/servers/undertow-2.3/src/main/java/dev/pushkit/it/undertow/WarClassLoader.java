// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.undertow;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/** The class loader of one application; a class of its own, so that a heap shows whether it is gone. Thread-safe. */
final class WarClassLoader extends URLClassLoader {
    static {
        registerAsParallelCapable();
    }

    WarClassLoader(List<URL> classPath) {
        super(classPath.toArray(URL[]::new), WarClassLoader.class.getClassLoader());
    }
}
