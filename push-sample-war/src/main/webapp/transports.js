// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The five ways a browser can follow a topic, each in the few lines it takes.
 *
 * The rule is the same for all: keep the cursor of the last event, and come back with it.
 * @module
 */

import { connect } from './push/client.js';

const POLL_EVERY_MS = 1_000;
const HOLD_S = 25;
const RETRY_MS = 2_000;
const MAX_RETRY_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;
const DEFAULT_HEARTBEAT_S = 15;

/** What one reader follows, how far it has come, and whom it tells. */
export class Feed {
  /**
   * @param {object} setup
   * @param {URL} setup.base where the kit answers, with a slash at the end
   * @param {string} setup.topic a topic or pattern
   * @param {string} [setup.cursor] where to start (default: with the next event)
   * @param {AbortSignal} setup.signal ends it
   * @param {(event: object) => void} setup.event takes each event
   * @param {(state: string, detail?: string) => void} [setup.state] `connecting`, `live`, `retrying` or `closed`
   * @param {(resumed: string, reason?: string) => void} [setup.resumed] `none`, `complete` or `gap`
   * @param {() => void} [setup.requested] counts a request
   */
  constructor(setup) {
    const nobody = () => {};
    Object.assign(this, { state: nobody, resumed: nobody, requested: nobody }, setup);
    this.heartbeat = DEFAULT_HEARTBEAT_S;
    this.arrivals = 0;
  }

  /** Makes the address of one way, with the topic, and the cursor where it is wanted there. */
  url(path, { since = this.cursor, ...more } = {}) {
    const url = new URL(path, this.base);
    url.searchParams.set('topic', this.topic);
    for (const [name, value] of Object.entries({ since, ...more })) {
      if (value) url.searchParams.set(name, value);
    }
    return url;
  }

  /** Takes one JSON object from the server, an event or a control. */
  take(object) {
    this.arrivals++;
    this.cursor = object.id ?? object.cursor ?? this.cursor;
    switch (object.control) {
      case undefined:
        this.event(object);
        break;
      case 'open':
        this.heartbeat = object.heartbeat;
        this.state('live');
        this.resumed(object.resumed, object.reason);
        break;
      case 'gap':
        this.resumed('gap', object.reason);
        break;
      case 'close':
        this.goodbye = object;
        break;
      case 'error':
        throw new Error(`${object.code}: ${object.message}`);
    }
  }
}

/**
 * Follows a feed until its signal ends it, however often the connection breaks.
 * @param {Feed} feed
 * @param {(feed: Feed) => Promise<void>} attempt one connection
 */
export async function follow(feed, attempt) {
  let failures = 0;
  while (!feed.signal.aborted) {
    const before = feed.arrivals;
    let reason = 'the connection ended';
    feed.goodbye = undefined;
    feed.state('connecting');
    try {
      await attempt(feed);
    } catch (error) {
      reason = error instanceof TypeError ? 'the server does not answer' : error.message; // a TypeError is how fetch fails
    }
    if (feed.signal.aborted) return;
    if (feed.goodbye) reason = `the server said goodbye (${feed.goodbye.reason})`;
    if (feed.goodbye?.reconnect === false) {
      feed.state('closed', reason);
      return;
    }
    failures = feed.arrivals > before ? 0 : failures + 1;
    const retry = feed.goodbye?.retry ?? RETRY_MS;
    const wait = Math.min(MAX_RETRY_MS, retry * 2 ** failures) * (0.5 + Math.random() / 2);
    feed.state('retrying', `${reason}; next try in ${(wait / 1_000).toFixed(1)} s`);
    await pause(wait, feed.signal);
  }
}

async function shortPoll(feed) {
  for (let first = true; !feed.signal.aborted; first = false) {
    // as a browser's cache would ask: "anything new since the answer with this tag?"
    const headers = feed.cursor ? { 'If-None-Match': `"${feed.cursor}"` } : {};
    await poll(feed, feed.url('poll', { since: '' }), headers, ANSWER_WITHIN_MS, first);
    await pause(POLL_EVERY_MS, feed.signal);
  }
}

async function longPoll(feed) {
  for (let first = true; !feed.signal.aborted; first = false) {
    // the first is answered at once, so that the page knows where it stands
    const hold = first ? 0 : HOLD_S;
    await poll(feed, feed.url('poll', { wait: String(hold) }), {}, hold * 1_000 + ANSWER_WITHIN_MS, first);
  }
}

async function poll(feed, url, headers, within, first) {
  feed.requested();
  const [response, done] = await open(feed, url, headers, within);
  try {
    const { cursor, resumed, reason, events } =
      response.status === 304 ? { resumed: 'complete', events: [] } : await response.json();
    feed.state('live');
    if (first || resumed === 'gap') feed.resumed(resumed, reason);
    for (const event of events) feed.take(event);
    feed.arrivals++;
    feed.cursor = cursor ?? feed.cursor;
  } finally {
    done();
  }
}

// EventSource, by the kit's client module, which goes on by itself after a break
async function sse(feed) {
  const push = connect(feed.base);
  push.on('open', ({ resumed }) => {
    feed.requested();
    feed.state('live');
    feed.resumed(resumed);
  });
  push.on('gap', ({ reason }) => feed.resumed('gap', reason));
  push.on('close', ({ reason }) => feed.state('retrying', `the server said goodbye (${reason})`));
  push.on('error', ({ message, retrying }) => feed.state(retrying ? 'retrying' : 'closed', message));
  feed.state('connecting');
  const subscription = push.subscribe(feed.topic, (event) => feed.event(event), { since: feed.cursor });
  await aborted(feed.signal);
  feed.cursor = subscription.cursor;
  push.close();
}

async function stream(feed) {
  feed.requested();
  const [response, done, alive] = await open(feed, feed.url('stream'), {}, DEFAULT_HEARTBEAT_S * 1_000);
  try {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done: ended } = await reader.read();
      if (ended) return;
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const line of lines) if (line) feed.take(JSON.parse(line));
      alive(silence(feed));
    }
  } finally {
    done();
  }
}

/** One WebSocket; ends with it. */
export function webSocket(feed) {
  feed.requested();
  return new Promise((resolve, reject) => {
    const url = feed.url('ws');
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url, 'push.v1');
    const close = () => socket.close();
    let timer = setTimeout(close, silence(feed));
    feed.signal.addEventListener('abort', close);
    socket.onmessage = ({ data }) => {
      clearTimeout(timer);
      timer = setTimeout(close, silence(feed));
      try {
        for (const line of data.split('\n')) if (line) feed.take(JSON.parse(line));
      } catch (error) {
        reject(error);
        close();
      }
    };
    socket.onclose = ({ code }) => {
      clearTimeout(timer);
      feed.signal.removeEventListener('abort', close);
      reject(new Error(`the WebSocket closed (${code})`));
    };
  });
}

// two heartbeats and a half without a word: the connection is dead, though nobody said so
function silence({ heartbeat }) {
  return heartbeat * 2_500;
}

// a GET that ends with the feed, or when nothing came for so long
async function open(feed, url, headers, within) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let timer;
  const alive = (milliseconds) => {
    clearTimeout(timer);
    timer = setTimeout(() => controller.abort(new Error('the server has gone silent')), milliseconds);
  };
  const done = () => {
    clearTimeout(timer);
    feed.signal.removeEventListener('abort', abort);
    controller.abort();
  };
  feed.signal.addEventListener('abort', abort);
  alive(within);
  try {
    const response = await fetch(url, { headers, cache: 'no-store', signal: controller.signal });
    if (response.ok || response.status === 304) return [response, done, alive];
    const problem = await response.json().catch(() => ({}));
    throw new Error(`${response.status}: ${problem.detail ?? response.statusText}`);
  } catch (error) {
    done();
    throw error;
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}

function aborted(signal) {
  return new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

/** The five, in the order of their age: name, address, one sentence, and how to run it. */
export const transports = [
  {
    id: 'short-poll',
    name: 'Short polling',
    path: 'GET /push/poll',
    what: 'Asks once a second. Works through everything; most answers are an empty 304.',
    run: (feed) => follow(feed, shortPoll),
  },
  {
    id: 'long-poll',
    name: 'Long polling',
    path: 'GET /push/poll?wait=25',
    what: 'Asks and waits: the server holds its answer until there is an event.',
    run: (feed) => follow(feed, longPoll),
  },
  {
    id: 'sse',
    name: 'Server-sent events',
    path: 'GET /push/sse',
    what: 'One answer that never ends, in a format browsers understand and reconnect by themselves.',
    run: sse,
  },
  {
    id: 'stream',
    name: 'Chunked stream',
    path: 'GET /push/stream',
    what: 'One answer that never ends, a JSON object a line, read with fetch.',
    run: (feed) => follow(feed, stream),
  },
  {
    id: 'websocket',
    name: 'WebSocket',
    path: 'GET /push/ws',
    what: 'One connection for both directions, with the least overhead a message.',
    run: (feed) => follow(feed, webSocket),
  },
];
