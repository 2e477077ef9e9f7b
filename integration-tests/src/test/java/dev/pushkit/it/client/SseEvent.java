// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.client;

/**
 * An event as a browser would dispatch it.
 *
 * @param id the last event id at that moment
 * @param type the event's name, {@code message} where it has none
 * @param data its data lines, LF between them
 */
public record SseEvent(String id, String type, String data) {}
