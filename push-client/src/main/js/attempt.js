// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { PushError } from './errors.js';
import { address } from './http.js';
import { TRANSPORTS } from './transports.js';

/**
 * Runs one transport once.
 * @param {import('./types.js').Settings} settings
 * @param {import('./types.js').TransportName} name
 * @param {string[]} topics
 * @param {() => string | undefined} cursor where to go on
 * @param {object} owner
 * @param {(me: any, objects: any[]) => void} owner.taken takes events and controls in order
 * @param {(me: any, error: any) => void} owner.ended is told once that it is over, and why
 * @param {(me: any, error: any) => void} owner.complain is told what is wrong with what arrives
 */
export function startAttempt(settings, name, topics, cursor, { taken, ended, complain }) {
  let batch = [];
  let over;

  const me = {
    settings,
    name,
    cursor,
    /** What was asked for, and what the server has confirmed; the owner's to change, as is `healthy`. */
    topics,
    followed: [],
    /** Later subscriptions that the server has not confirmed yet. */
    joining: 0,
    started: Date.now(),
    /** When something arrived last, and for how long nothing may. */
    arrived: Date.now(),
    quiet: settings.patience,
    url: (path, params) =>
      address(settings, path, me.topics, { since: cursor(), heartbeat: settings.heartbeat, ...params }),
    tooLarge: () => complain(me, new PushError('too-large', 'event too large')),
    /** Takes one JSON object, or its text. */
    take(object) {
      if (object.length > settings.maxEvent) return me.tooLarge();
      try {
        const parsed = object.at ? JSON.parse(object) : object;
        if (!parsed.control && !(parsed.topic && parsed.id)) throw Error('no event');
        batch.push(parsed);
      } catch ({ message }) {
        complain(me, new PushError('data', message));
      }
    },
    /** Says that this was all for now. */
    flush() {
      if (over || !(me.healthy || batch.length)) return;
      me.arrived = Date.now();
      taken(me, batch.splice(0));
    },
    /** Says that the connection is over, and why. */
    end(error = {}) {
      if (over) return;
      me.close();
      ended(me, error.reason ? error : new PushError(me.healthy ? 'ended' : 'unreachable', error.message));
    },
    close() {
      over = true;
      me.transport?.close();
    },
  };

  try {
    me.transport = TRANSPORTS[name](me);
  } catch (error) {
    // a WebSocket that a Content-Security-Policy forbids, for one
    queueMicrotask(() => me.end(error));
  }
  return me;
}
