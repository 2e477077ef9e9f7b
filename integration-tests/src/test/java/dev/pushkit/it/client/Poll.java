// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * The answer to a poll.
 *
 * @param status 200, or 304 for nothing new
 * @param cursor where the next poll goes on
 * @param resumed how the resume went; empty with 304
 * @param reason why something was lost, where the resume says gap; else empty
 * @param events the envelopes
 */
public record Poll(int status, String cursor, String resumed, String reason, List<JsonObject> events) {}
