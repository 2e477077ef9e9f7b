// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import dev.pushkit.Event;
import dev.pushkit.InvalidInputException;
import dev.pushkit.Payload;
import dev.pushkit.TooLargeException;
import dev.pushkit.Topic;
import dev.pushkit.wire.JsonFields;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads events out of a request's body, and of it no more than the limit. */
final class PublishBody {
    private PublishBody() {}

    static Event event(String topic, Optional<String> name, MediaType type, HttpServletRequest request, int most)
            throws IOException {
        Topic checked = Topic.of(topic);
        // The type is judged before the body is read: an empty payload will do.
        Event event = new Event(checked, name, Payload.text(""));
        byte[] body = read(request, most);
        Payload payload;
        if (type.isJson()) {
            payload = Payload.json(decode(body, type));
        } else if (type.isText()) {
            payload = Payload.text(decode(body, type));
        } else {
            payload = Payload.binary(body);
        }
        return new Event(event.topic(), event.type(), payload);
    }

    static List<Event> batch(byte[] body, MediaType type) {
        List<Event> events = new ArrayList<>();
        int number = 0;
        for (String line : decode(body, type).split("\r?\n", -1)) {
            number++;
            if (!line.isBlank()) {
                events.add(line(line, number));
            }
        }
        return events;
    }

    static byte[] read(HttpServletRequest request, int most) throws IOException {
        long announced = request.getContentLengthLong();
        if (announced > most) {
            throw tooLarge(most);
        }
        InputStream in = request.getInputStream();
        // Room for what was announced, and one byte more that tells a body longer than that.
        byte[] body = in.readNBytes(announced < 0 ? most + 1 : (int) announced + 1);
        if (announced >= 0 && body.length > announced && body.length <= most) {
            // A filter that unpacks bodies may leave the length of the packed one.
            byte[] rest = in.readNBytes(most + 1 - body.length);
            int length = body.length;
            body = Arrays.copyOf(body, length + rest.length);
            System.arraycopy(rest, 0, body, length, rest.length);
        }
        if (body.length > most) {
            throw tooLarge(most);
        }
        return body;
    }

    private static Event line(String line, int number) {
        try {
            return JsonFields.parse(line).event();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("Line " + number + ": " + e.getMessage());
        }
    }

    private static String decode(byte[] body, MediaType type) {
        try {
            return type.charset().newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException("The body is no valid " + type.charset() + ": encode it so, or name"
                    + " another charset in its Content-Type.");
        }
    }

    private static TooLargeException tooLarge(int most) {
        return new TooLargeException("The body has over " + most + " bytes: send less at once.");
    }
}
