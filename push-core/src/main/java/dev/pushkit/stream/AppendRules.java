// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.InvalidInputException;
import dev.pushkit.stream.StreamException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What decides whether an append is taken, in the protocol's order (Durable Streams, sections 5.2 and 5.2.1). */
final class AppendRules {
    private AppendRules() {}

    /**
     * Judges an append under its stream's lock.
     *
     * @return the answer where there is nothing to do; empty where it has to be done
     * @throws StreamException if it is refused
     * @throws InvalidInputException if it has no bytes and does not close
     */
    static Optional<Appended> judge(Append append, ByteStream stream, StreamState state) {
        if (state.isDeleted() || stream.isDeleted()) {
            throw stream.gone();
        }
        boolean empty = append.bytes().length() == 0;
        if (state.isClosed()) {
            return Optional.of(onClosed(append, empty, stream, state));
        }
        if (empty && !append.close()) {
            throw new InvalidInputException("There is nothing to append: send at least one byte, or close the stream.");
        }
        if (!empty) {
            append.contentType().ifPresent(type -> checkType(type, stream));
        }
        Optional<Appended> repeat = append.producer().flatMap(mark -> onProducer(mark, stream, state));
        if (repeat.isEmpty()) {
            append.sequence().ifPresent(sequence -> checkSequence(sequence, state));
        }
        return repeat;
    }

    private static Appended onClosed(Append append, boolean empty, ByteStream stream, StreamState state) {
        boolean same = append.producer().isPresent() && append.producer().equals(state.closedBy());
        boolean again = empty && append.close() && append.producer().isEmpty();
        if (same || again) {
            return new Appended(stream.tail(), true, true, append.producer());
        }
        throw StreamException.closed(stream.tail());
    }

    static void checkType(String type, ByteStream stream) {
        if (!ByteStream.mediaType(type).equals(ByteStream.mediaType(stream.contentType()))) {
            throw StreamException.of(
                    Reason.OTHER_TYPE, "The stream's content type is " + stream.contentType() + ": send that.");
        }
    }

    private static Optional<Appended> onProducer(ProducerMark mark, ByteStream stream, StreamState state) {
        Optional<ProducerMark> last = state.last(mark.id());
        if (last.isEmpty() || mark.epoch() > last.get().epoch()) {
            if (mark.sequence() == 0) {
                return Optional.empty();
            }
            if (last.isEmpty()) {
                throw StreamException.gap(0, mark.sequence());
            }
            throw new InvalidInputException("A new epoch of a producer begins with sequence number 0.");
        }
        if (mark.epoch() < last.get().epoch()) {
            throw StreamException.stale(last.get().epoch());
        }
        if (mark.sequence() <= last.get().sequence()) {
            return Optional.of(new Appended(stream.tail(), state.isClosed(), true, last));
        }
        if (mark.sequence() > last.get().sequence() + 1) {
            throw StreamException.gap(last.get().sequence() + 1, mark.sequence());
        }
        return Optional.empty();
    }

    private static void checkSequence(String sequence, StreamState state) {
        boolean rises = state.sequence()
                .map(last -> Arrays.compareUnsigned(bytes(sequence), bytes(last)) > 0)
                .orElse(true);
        if (!rises) {
            throw StreamException.of(
                    Reason.SEQUENCE, "The Stream-Seq does not rise: it has to be greater than the last one, as text.");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
