// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { read } from './http.js';

const HOLD_S = 25;
// an answer of so many events was cut at the server's limit: there are more
const FULL = 100;

/** @type {import('./transports.js').Transport} */
export const longPoll = (attempt) => poll(attempt, HOLD_S);

/** @type {import('./transports.js').Transport} */
export const shortPoll = (attempt) => poll(attempt, 0);

function poll(attempt, hold) {
  const controller = new AbortController();
  const { signal } = controller;
  const { interval, timeout } = attempt.settings;
  let timer;
  let later;
  const next = async () => {
    const since = attempt.cursor();
    const start = Date.now();
    // the first is answered at once, which shows that this way is open
    const wait = later && hold;
    const { events, cursor, ...place } = await read(attempt.settings, attempt.topics, { since, wait }, signal);
    if (signal.aborted) return;
    if (!later || place.resumed === 'gap') {
      attempt.take({ ...place, control: later ? 'gap' : 'open', cursor: since ?? cursor });
    }
    events.forEach(attempt.take);
    attempt.take({ control: 'heartbeat', cursor });
    attempt.flush();
    attempt.quiet = timeout + interval + hold * 1_000;
    // a server that holds nothing must not be asked all the time
    const eager = hold ? !later || events.length || Date.now() - start > 1_000 : events.length >= FULL;
    later = true;
    timer = setTimeout(run, eager ? 0 : interval);
  };
  const run = () => next().catch(attempt.end);
  run();
  return {
    close() {
      clearTimeout(timer);
      controller.abort();
    },
  };
}
