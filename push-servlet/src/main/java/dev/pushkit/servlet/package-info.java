// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * The HTTP transports: short and long polling, server-sent events, chunked streaming, and publishing.
 *
 * <p>{@link dev.pushkit.servlet.Push} is the way in. A container finds {@link dev.pushkit.servlet.PushInitializer} or
 * {@link dev.pushkit.servlet.PushListener} by itself; both call it, and so may the application.
 *
 * <p>Every touch of a response happens under the one lock of its asynchronous cycle, where the container's own callbacks
 * have to wait for a write in flight: without that, one client's failure or bytes reach another's response.
 */
package dev.pushkit.servlet;
