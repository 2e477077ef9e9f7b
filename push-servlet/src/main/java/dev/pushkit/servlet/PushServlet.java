// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Hub;
import dev.pushkit.HubContext;
import dev.pushkit.HubSettings;
import dev.pushkit.PushException;
import dev.pushkit.stream.StreamException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.System.Logger.Level;

/** What every path of the kit shares: headers, origin, methods, and errors that say what to change. */
abstract class PushServlet extends HttpServlet {
    static final System.Logger LOG = System.getLogger("dev.pushkit.servlet");

    private static final long serialVersionUID = 1L;

    private final transient HubContext context;
    private final transient OriginPolicy origins;
    private final String methods;

    PushServlet(HubContext context, OriginPolicy origins, String methods) {
        this.context = context;
        this.origins = origins;
        this.methods = methods;
    }

    final Hub hub() {
        return context.hub();
    }

    final HubContext context() {
        return context;
    }

    final HubSettings settings() {
        return context.settings();
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CutException.check(request);
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            origins.apply(request, response);
            route(request, response);
        } catch (RuntimeException refused) {
            refuse(refused, response);
        }
    }

    /** Answers with what was refused, and why; with 500 and a line in the log where it is nobody's fault but ours. */
    static void refuse(RuntimeException failure, HttpServletResponse response) throws IOException {
        if (failure instanceof PushException refused) {
            Problem.of(refused).send(response);
        } else if (failure instanceof StreamException refused) {
            StreamProblem.send(refused, response);
        } else if (failure instanceof ProblemException refused) {
            Problem.of(refused.status(), refused.getMessage()).send(response);
        } else {
            LOG.log(Level.WARNING, "A request failed.", failure);
            Problem.of(500, "The server failed at this request; its log has the reason.")
                    .send(response);
        }
    }

    private void route(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String method = request.getMethod();
        if (method.equals("OPTIONS")) {
            OriginPolicy.preflight(request, response, methods);
        } else if (!(", " + methods + ',').contains(", " + method + ',')) {
            response.setHeader("Allow", methods);
            Problem.of(405, "The method " + method + " is not for this path: use " + methods + '.')
                    .send(response);
        } else if (method.equals("HEAD")) {
            head(request, response);
        } else {
            handle(request, response);
        }
    }

    /** Answers one of the methods that this path has. */
    abstract void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** Answers HEAD as GET would be answered; the container leaves the body out. */
    void head(HttpServletRequest request, HttpServletResponse response) throws IOException {
        handle(request, response);
    }

    @Override
    public void destroy() {
        // Where no listener could be added, this is the only word of the application's end.
        // GlassFish also destroys servlets that it has never initialized.
        if (getServletConfig() != null) {
            Push.close(getServletContext());
        }
        context.close();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new NotSerializableException(getClass().getName());
    }
}
