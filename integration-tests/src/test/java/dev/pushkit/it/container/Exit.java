// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import java.time.Duration;

/**
 * How a server's process has ended.
 *
 * @param code its exit code; 143 after SIGTERM, 137 after SIGKILL
 * @param took the time from the signal to the end
 * @param forced whether it had to be killed, since it did not end in time
 */
public record Exit(int code, Duration took, boolean forced) {}
