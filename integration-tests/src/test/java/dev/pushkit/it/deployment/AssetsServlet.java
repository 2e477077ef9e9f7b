// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.deployment;

import dev.pushkit.servlet.Asset;
import dev.pushkit.servlet.ResourcePush;
import dev.pushkit.servlet.ResourceWay;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page of an application that says itself what it needs. */
@WebServlet("/own/page")
public final class AssetsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Made by containers. */
    public AssetsServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String way = ResourcePush.of(request)
                .add("/app.css")
                .add(Asset.of("/app.js", "module"))
                .add("https://cdn.example/font.woff2")
                .send(response)
                .map(ResourceWay::toString)
                .orElse("none");
        response.setContentType("text/plain");
        response.getWriter().print("sent by " + way);
    }
}
