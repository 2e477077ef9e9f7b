// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.thirdparty;

/**
 * An event as a client has seen it.
 *
 * @param id its id
 * @param data its payload
 */
public record Seen(String id, String data) {}
