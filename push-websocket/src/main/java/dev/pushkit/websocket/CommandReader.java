// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.websocket;

import dev.pushkit.Cursor;
import dev.pushkit.InvalidInputException;
import dev.pushkit.TopicPattern;
import dev.pushkit.wire.JsonFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A client's message on its way to a command, with clear errors. Immutable. */
final class CommandReader {
    private enum Op {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PUBLISH,
        PING;

        static Optional<Op> of(String word) {
            return Stream.of(values()).filter(op -> op.toString().equals(word)).findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // What is echoed or remembered has a bound of its own, far below that of a message.
    private static final int MOST_CHARACTERS = 255;

    private final JsonFields fields;
    private final Op op;

    private CommandReader(JsonFields fields, Op op) {
        this.fields = fields;
        this.op = op;
    }

    /**
     * Reads as much as it takes to know what is asked for.
     *
     * @throws InvalidInputException if the message is no command at all: no JSON object, or an unknown op
     */
    static CommandReader of(JsonFields fields) {
        String word = fields.text("op")
                .orElseThrow(() -> new InvalidInputException(
                        "The field op is missing: send subscribe, unsubscribe, publish or ping."));
        return new CommandReader(
                fields,
                Op.of(word)
                        .orElseThrow(() -> new InvalidInputException(
                                "The op is unknown: send subscribe, unsubscribe, publish or ping.")));
    }

    /** The client's own name of its command; empty where it has none that could be sent back. */
    static Optional<String> ref(JsonFields fields) {
        return fields.ref("ref").filter(ref -> ref.length() <= MOST_CHARACTERS);
    }

    /**
     * Reads the rest.
     *
     * @throws InvalidInputException if a field is missing or malformed
     */
    ClientCommand command() {
        return switch (op) {
            case SUBSCRIBE -> new ClientCommand.Subscribe(topics(), since());
            case UNSUBSCRIBE -> new ClientCommand.Unsubscribe(topics());
            case PUBLISH -> new ClientCommand.Publish(fields.event(), key());
            case PING -> new ClientCommand.Ping();
        };
    }

    private List<TopicPattern> topics() {
        List<TopicPattern> topics =
                fields.texts("topics").stream().map(TopicPattern::of).distinct().toList();
        if (topics.isEmpty()) {
            throw new InvalidInputException("The field topics is missing or empty: name at least one topic.");
        }
        return topics;
    }

    private Cursor since() {
        return fields.text("since")
                .filter(text -> !text.isEmpty())
                .map(Cursor::parse)
                .orElse(Cursor.LATEST);
    }

    private Optional<String> key() {
        Optional<String> key = fields.text("key").filter(text -> !text.isEmpty());
        if (key.isPresent() && key.get().length() > MOST_CHARACTERS) {
            throw new InvalidInputException("The field key has " + key.get().length() + " characters: at most "
                    + MOST_CHARACTERS + " are allowed.");
        }
        return key;
    }
}
