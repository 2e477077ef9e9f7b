// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out which filter in front keeps a request from being asynchronous. */
final class AsyncSupportDiagnosis {
    private static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");
    // One line a path is enough; the paths are the kit's own few.
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private AsyncSupportDiagnosis() {}

    /**
     * Lets a request pass that may be asynchronous.
     *
     * @throws ProblemException with the suspects, where it may not
     */
    static void check(HttpServletRequest request) {
        if (!request.isAsyncSupported()) {
            throw new ProblemException(500, tell(request) + " Until then /poll works here.");
        }
    }

    /** Names the suspects, and logs them once a path. */
    static String tell(HttpServletRequest request) {
        List<String> suspects = suspects(request);
        String diagnosis = "This path needs asynchronous requests, and a filter in front does not support them. "
                + (suspects.isEmpty() ? "No filter is mapped here by its path;" : "Suspects: " + suspects + ';')
                + " declare async-supported for each (<async-supported>true</async-supported> in web.xml,"
                + " @WebFilter(asyncSupported = true), or setAsyncSupported(true)).";
        if (TOLD.add(request.getContextPath() + request.getServletPath())) {
            LOG.log(Level.WARNING, request.getServletPath() + ": " + diagnosis);
        }
        return diagnosis;
    }

    /** The filters that are mapped to the request, with their classes. */
    static List<String> suspects(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String servlet = request.getHttpServletMapping().getServletName();
        Map<String, ? extends FilterRegistration> filters =
                request.getServletContext().getFilterRegistrations();
        return filters.values().stream()
                .filter(filter -> filter.getUrlPatternMappings().stream().anyMatch(pattern -> covers(pattern, path))
                        || filter.getServletNameMappings().contains(servlet))
                .map(filter -> filter.getName() + " (" + filter.getClassName() + ')')
                .sorted()
                .toList();
    }

    // Jakarta Servlet 6.0, section 12.2.
    private static boolean covers(String pattern, String path) {
        if (pattern.endsWith("/*")) {
            String prefix = pattern.substring(0, pattern.length() - 2);
            return path.equals(prefix) || path.startsWith(prefix + '/');
        }
        return pattern.equals("/")
                || pattern.equals(path)
                || (pattern.startsWith("*.") && path.endsWith(pattern.substring(1)));
    }
}
