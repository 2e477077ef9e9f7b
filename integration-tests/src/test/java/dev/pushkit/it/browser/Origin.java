// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.browser;

import dev.pushkit.it.client.FaultProxy;
import dev.pushkit.it.client.RequestHead;
import dev.pushkit.it.client.RequestLog;
import dev.pushkit.it.client.RequestRule;
import dev.pushkit.it.client.Verdict;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** An origin of its own, where a network that can fail lies before the sample. Thread-safe. */
final class Origin implements Closeable {
    private static final String BLANK_PATH = "/blank.html";
    private static final Verdict BLANK = Verdict.answer(200, "text/html", """
            <!DOCTYPE html><html lang="en"><title>Blank</title><link rel="icon" href="data:,"></html>
            """);

    private final FaultProxy proxy;
    private final RequestLog log = new RequestLog(this::decide);
    private volatile RequestRule rule = request -> Verdict.PASS;

    private Origin(FaultProxy proxy) {
        this.proxy = proxy;
        proxy.rule(log);
    }

    static Origin before(URI server) throws IOException {
        return new Origin(FaultProxy.to(server));
    }

    private Verdict decide(RequestHead request) {
        return request.path().equals(BLANK_PATH) ? BLANK : rule.on(request);
    }

    /** A page with nothing in it. */
    URI blankPage() {
        return proxy.uri().resolve(BLANK_PATH);
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** Decides about all requests from now on, on connections that are open already too. */
    void rule(RequestRule decision) {
        rule = decision;
    }

    /** Does the same with every request below {@code /push} that ends in one of these names. */
    void rule(Verdict verdict, String... names) {
        Set<String> ends = Set.of(names);
        rule(request -> ends.contains(request.path().replaceFirst("^/push/", "")) ? verdict : Verdict.PASS);
    }

    /** The requests to the kit that have come so far. */
    List<RequestLog.Entry> requests() {
        return log.entries(request -> request.path().startsWith("/push/"));
    }

    void forgetRequests() {
        log.clear();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
