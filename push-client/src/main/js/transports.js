// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { longPoll, shortPoll } from './polls.js';
import { ndjson, sse } from './streams.js';
import { webSocket } from './websocket.js';

/**
 * One way to connect: starts at once, tells the attempt what comes, and can be closed, of which it tells nobody.
 * @typedef {(attempt: ReturnType<import('./attempt.js').startAttempt>) => { close: () => void, [more: string]: any }} Transport
 */

/** The ladder, best first. @type {Record<import('./types.js').TransportName, Transport>} */
export const TRANSPORTS = { websocket: webSocket, sse, stream: ndjson, 'long-poll': longPoll, poll: shortPoll };
