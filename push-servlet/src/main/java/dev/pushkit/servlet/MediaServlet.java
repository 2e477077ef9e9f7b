// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Action;
import dev.pushkit.Setting;
import dev.pushkit.Topic;
import dev.pushkit.stream.ByteStream;
import dev.pushkit.stream.StreamException;
import dev.pushkit.wire.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Serves large objects, complete or still growing (RFC 9110, section 14). Thread-safe. */
public final class MediaServlet extends PushServlet {
    private static final long serialVersionUID = 1L;
    // Whoever may put files there is not to run scripts in this origin, by an SVG or a page (CSP level 3, section
    // 6.3.2).
    private static final String NO_SCRIPTS =
            "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'";

    private final transient StreamsContext streams;
    private final transient Optional<MediaFolder> folder;

    MediaServlet(StreamsContext streams, OriginPolicy origins) {
        super(streams.context(), origins, "GET, HEAD, OPTIONS");
        this.streams = streams;
        this.folder = MediaFolder.of(streams.context().settings());
    }

    @Override
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, true);
    }

    @Override
    void head(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, false);
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, boolean withBody) throws IOException {
        MediaName name = MediaName.of(request.getPathInfo());
        MediaQuery query = MediaQuery.of(QueryParameters.parse(request.getQueryString()));
        MediaObject object = find(request, name);
        try {
            response.setContentType(object.contentType());
            response.setHeader("Content-Security-Policy", NO_SCRIPTS);
            MediaExchange exchange = new MediaExchange(request, response, withBody);
            Optional<Body> body = query.fromLive() ? exchange.join(object) : exchange.select(object);
            if (body.isPresent()) {
                send(body.get(), query, request, response);
            }
        } catch (StreamException e) {
            throw problem(e);
        } finally {
            object.close();
        }
    }

    private MediaObject find(HttpServletRequest request, MediaName name) throws IOException {
        try (RequestIdentity who = new RequestIdentity(request, settings())) {
            Optional<MediaFile> file = file(request, name, who);
            if (file.isPresent()) {
                return file.get();
            }
            check(name.streamTopic(), who);
            return stream(name);
        }
    }

    private Optional<MediaFile> file(HttpServletRequest request, MediaName name, RequestIdentity who)
            throws IOException {
        Optional<Path> found = folder.flatMap(files -> files.find(name));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        check(name.fileTopic(), who);
        // A rule on a file counts whatever link, or other spelling, leads to it.
        check(new MediaName(folder.orElseThrow().nameOf(found.get())).fileTopic(), who);
        return folder.orElseThrow().open(found.get(), ContentTypes.of(name.text(), request.getServletContext()));
    }

    private MediaStream stream(MediaName name) {
        ByteStream stream;
        try {
            stream = streams.streams().read(name.text());
        } catch (StreamException e) {
            throw problem(e);
        }
        if (stream.isJson()) {
            throw new ProblemException(
                    409,
                    "This stream consists of JSON messages: read it at "
                            + settings().text(Setting.PATH) + "/streams/, under the same name.");
        }
        return new MediaStream(stream);
    }

    private void check(Topic topic, RequestIdentity who) {
        if (!hub().allows(Action.SUBSCRIBE, topic, who.identity())) {
            throw new ProblemException(
                    403, "You may not read this object: sign in as somebody who may listen to " + topic + '.');
        }
    }

    private void send(Body body, MediaQuery query, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LiveBodies live = streams.bodies();
        long rate = query.rate(settings().size(Setting.MEDIA_RATE));
        Body paced = rate == 0 ? body : new PacedBody(body, rate, settings().size(Setting.MEDIA_BURST), live);
        new BodyPump(response, paced, live, settings().duration(Setting.MEDIA_WRITE_DEADLINE)).start(request);
    }

    private static ProblemException problem(StreamException refused) {
        return switch (refused.reason()) {
            case NOT_FOUND -> MediaName.missing();
            case DELETED, EVICTED -> new ProblemException(410, refused.getMessage());
            default -> new ProblemException(500, refused.getMessage());
        };
    }
}
