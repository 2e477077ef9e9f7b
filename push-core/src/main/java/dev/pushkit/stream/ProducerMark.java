// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

import dev.pushkit.InvalidInputException;

/**
 * What makes the repeat of an append harmless (Durable Streams, section 5.2.1). Immutable, thread-safe.
 *
 * @param id the producer, 1 to 256 characters
 * @param epoch its incarnation, from 0
 * @param sequence the number of the append in this incarnation, from 0
 */
public record ProducerMark(String id, long epoch, long sequence) {
    private static final int LONGEST_ID = 256;
    private static final long LARGEST = (1L << 53) - 1;

    /**
     * Checks all three.
     *
     * @param id the producer, 1 to 256 characters
     * @param epoch its incarnation, from 0
     * @param sequence the number of the append in this incarnation, from 0
     * @throws InvalidInputException if the id is empty or too long, or a number is not within 0 and 2^53 - 1
     */
    public ProducerMark {
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            throw new InvalidInputException("The producer's id has to have 1 to " + LONGEST_ID + " characters.");
        }
        check(epoch, "epoch");
        check(sequence, "sequence number");
    }

    private static void check(long number, String what) {
        if (number < 0 || number > LARGEST) {
            throw new InvalidInputException("The producer's " + what + " has to lie between 0 and 2^53 - 1.");
        }
    }
}
