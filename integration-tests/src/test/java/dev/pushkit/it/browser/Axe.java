// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks for what keeps people out of a page: axe-core, with its rules for WCAG 2.1 AA and good practice. */
final class Axe {

    private Axe() {}

    /** What it finds: a rule and the first element that breaks it, a line each. */
    static List<String> violations(Page page) throws IOException {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            page.run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        Object found = page.run("""
                const result = await axe.run(document, { resultTypes: ['violations'] });
                return result.violations.map((it) => it.id + ': ' + it.help + ' (' + it.nodes[0].html + ')');
                """);
        return ((List<?>) found).stream().map(Object::toString).toList();
    }
}
