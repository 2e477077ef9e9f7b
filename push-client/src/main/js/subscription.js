// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { decode } from './data.js';
import { told } from './errors.js';
import { recent } from './recent.js';
import { matcher } from './topics.js';

// events that are kept for a loop, and while older ones are read
const KEPT = 1_000;
const RETRY = 1_000;
const MAX_RETRY = 30_000;

/**
 * One standing interest of the page: takes from the shared connection what is its own.
 *
 * Whoever has a place of its own to start from, because it asked for history, fell behind, or its tab has a new leader,
 * reads by short polls up to what arrives live; an event that comes both ways is delivered once.
 * @param {object} setup
 * @param {string[]} setup.topics
 * @param {(event: import('./types.js').PushEvent) => void} [setup.handler]
 * @param {string} [setup.since]
 * @param {(since: string) => Promise<any>} setup.read polls these topics
 * @param {(event: import('./types.js').PushEvent) => void} setup.seen is told of every event that is read here
 * @param {(name: 'gap' | 'error', detail: object) => void} setup.tell
 * @param {() => void} setup.closed
 */
export function createSubscription({ topics, handler, since, read, seen, tell, closed }) {
  const matches = matcher(topics);
  const fresh = recent();
  let from = since;
  let joined;
  let reading = 0;
  let pending;
  let behind;
  let queue = [];
  let wake;

  const it = {
    topics,
    closed: false,
    close() {
      if (it.closed) return;
      it.closed = true;
      reading++;
      wake?.();
      closed();
    },
    async *[Symbol.asyncIterator]() {
      try {
        while (!it.closed || queue.length) {
          if (queue.length) yield queue.shift();
          else if (behind) catchUp(it.cursor);
          else await new Promise((resolve) => (wake = resolve));
        }
      } finally {
        it.close();
      }
    },
  };

  function deliver(event) {
    if (it.closed || behind) return;
    if (!handler && queue.length >= KEPT) {
      behind = true;
      return;
    }
    if (!fresh(event.id)) return;
    it.cursor = event.id;
    if (handler) {
      try {
        handler(event);
      } catch (error) {
        globalThis.reportError?.(error);
        tell('error', told({ reason: 'handler', message: `${error}` }, true, { error }));
      }
    } else {
      queue.push(event);
      wake?.();
    }
  }

  async function catchUp(place) {
    const me = ++reading;
    from = place;
    pending = [];
    behind = false;
    const ids = new Set();
    for (let failures = 0; ; ) {
      const answer = await read(from).catch((error = {}) => {
        if (me !== reading) return;
        tell('error', told(error, !error.final));
        if (error.final) it.close();
        const delay = (error.retryAfter || 0) + Math.random() * Math.min(MAX_RETRY, RETRY * 2 ** failures++);
        return new Promise((resolve) => setTimeout(resolve, delay));
      });
      if (me !== reading) return;
      if (!answer) continue;
      failures = 0;
      if (answer.resumed === 'gap') tell('gap', { reason: answer.reason, cursor: from });
      for (const event of answer.events.map(decode)) {
        ids.add(event.id);
        seen(event);
        deliver(event);
        if (me !== reading) return;
      }
      if (behind) return;
      from = answer.cursor;
      if (!answer.events.length || pending.some(({ id }) => ids.has(id))) break;
    }
    const live = pending;
    pending = '';
    // who has left meanwhile comes back to this place
    if (joined) from = '';
    live.forEach(deliver);
  }

  return Object.assign(it, {
    /** Takes an event of the connection, if it is its own. @returns {boolean} whether it is */
    take(event) {
      if (!joined || !matches(event.topic)) return false;
      if (!pending) deliver(event);
      else if (pending.push(event) > KEPT) pending.shift();
      return true;
    },
    /** The connection carries its topics now; what it sends follows this place, where there is one. */
    join(place) {
      if (joined) return;
      joined = true;
      if (from && from !== place && !behind) catchUp(from);
      else from = '';
    },
    /** Another connection will go on, from a place of its own; this page has come to here. */
    part(place) {
      if (!joined) return;
      joined = false;
      // while it reads, it knows better where it is
      if (!pending) from = place;
      pending = '';
      reading++;
    },
  });
}
