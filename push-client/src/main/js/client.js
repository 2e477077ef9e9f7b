// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The browser client of Push Kit: one ES module without dependencies.
 *
 *     import { connect } from './push/client.js';
 *     const push = connect();
 *     const chat = push.subscribe('demo/chat', (event) => console.log(event.data), { since: 'earliest' });
 *     await push.publish('demo/chat', { text: 'hello' });
 *     chat.close();
 *
 * All subscriptions of a page, and of all tabs of its origin, share one connection. It takes the best transport that lets
 * something arrive, goes on from the same cursor whatever happens to it, and says so where events were lost.
 * @module
 */

import { encode, isBinary } from './data.js';
import { PushError } from './errors.js';
import { address, json, read, request } from './http.js';
import { createLink } from './link.js';
import { recent } from './recent.js';
import { createSubscription } from './subscription.js';
import { joinTabs } from './tabs.js';
import { listOf, union, without } from './topics.js';
import { TRANSPORTS } from './transports.js';

export { PushError };

// characters
const MAX_SENT = 32_768;

const DEFAULTS = {
  transports: Object.keys(TRANSPORTS),
  timeout: 10_000,
  patience: 3_000,
  interval: 3_000,
  upgrade: 60_000,
  maxEvent: 8_388_608,
  fetch: globalThis.fetch,
  WebSocket: globalThis.WebSocket,
};

/**
 * Makes a client; nothing is sent before the first subscribe or publish.
 * @param {string | URL | null} [baseUrl] where the kit answers; default: the directory from which this module was loaded
 * @param {import('./types.js').ConnectOptions} [options]
 * @returns {import('./types.js').PushClient}
 * @throws {TypeError} if `baseUrl` is no URL, or a transport has an unknown name
 */
export function connect(baseUrl, options = {}) {
  const base = new URL(baseUrl ?? './', globalThis.document?.baseURI);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  const settings = { share: !options.getToken, ...DEFAULTS, ...options, base };
  const unknown = settings.transports.find((name) => !TRANSPORTS[name]);
  if (unknown) throw new TypeError(`no transport '${unknown}'`);

  const subscriptions = new Set();
  const fresh = recent();
  const gone = new AbortController();
  const { signal } = gone;
  let tabs;
  let leader;

  /** @type {any} */
  const push = new EventTarget();
  push.state = 'idle';
  const emit = (name, detail) => push.dispatchEvent(new CustomEvent(name, { detail }));
  const setState = (detail) => {
    push.state = detail.state;
    push.transport = detail.transport;
    emit('state', detail);
  };
  const seen = (event) => fresh(event.id) && emit('event', event);
  const wanted = () => union([...subscriptions].map(({ topics }) => topics));

  /** What the leading tab's link tells, by its kind. */
  const heed = {
    live({ topics, added = [], transport, resumed }) {
      for (const it of subscriptions) {
        const late = without(added, it.topics).length < added.length;
        if (!without(it.topics, topics).length) it.join(late ? '' : push.cursor);
      }
      setState({ state: 'open', transport, resumed });
    },
    events({ events }) {
      for (const event of events) {
        push.cursor = event.id;
        let own;
        for (const it of subscriptions) own = it.take(event) || own;
        if (own) seen(event);
      }
    },
    gap: (gap) => emit('gap', { ...gap, topics: wanted() }),
    state: setState,
    error: (detail) => emit('error', detail),
    refused({ topics, ...detail }) {
      for (const it of subscriptions) {
        if (without(topics, it.topics).length === topics.length) continue;
        it.close();
        emit('error', { ...detail, topics: it.topics });
      }
    },
  };

  function receive({ kind, detail, tab }) {
    if (signal.aborted) return;
    if (kind === 'live' && tab !== leader) {
      subscriptions.forEach((it) => it.part(push.cursor));
      leader = tab;
    }
    if (tab === leader) push.cursor = detail.cursor ?? push.cursor;
    // a new leader, whose place is not known yet, is asked for it
    else if (detail.events) return enter();
    heed[kind]?.(detail);
  }

  function enter() {
    tabs ??= joinTabs({
      name: settings.share && `push:${base.href}:${settings.share}`,
      lead: (tell) => createLink(settings, settings.share ? undefined : push.cursor, tell),
      receive,
    });
    tabs.want(wanted());
  }

  function leave() {
    tabs?.leave();
    tabs = leader = undefined;
    subscriptions.forEach((it) => it.part(push.cursor));
  }

  const listeners = {
    online: () => tabs?.link()?.restart(),
    pagehide: leave,
    // from the back/forward cache
    pageshow: () => subscriptions.size && enter(),
    focus: () => tabs?.link()?.wake(),
  };
  for (const name in listeners) globalThis.addEventListener?.(name, listeners[name], { signal });

  return Object.assign(push, {
    subscribe(topics, handler, { since } = {}) {
      signal.throwIfAborted();
      const list = listOf(topics);
      if (handler && !handler.call) throw new TypeError('no function');
      const it = createSubscription({
        topics: list,
        handler,
        since,
        read: (place) => read(settings, list, { since: place }),
        seen,
        tell: (name, detail) => emit(name, { ...detail, topics: list }),
        closed() {
          subscriptions.delete(it);
          tabs?.want(wanted());
        },
      });
      subscriptions.add(it);
      enter();
      return it;
    },
    async publish(topic, data, { type, key } = {}) {
      signal.throwIfAborted();
      const [contentType, body] = encode(data);
      // what is large is refused better by POST, where nothing else ends with it
      const sent = !isBinary(data) && body.length < MAX_SENT && tabs?.link()?.publish({ topic, type, data, key });
      if (sent) return sent;
      const headers = { 'Content-Type': contentType };
      if (key) headers['Idempotency-Key'] = key;
      const init = { method: 'POST', headers, body, signal: AbortSignal.timeout(settings.timeout) };
      const url = address(settings, 'publish', [topic], { type });
      return (await json(await request(settings, url, init, '/json'))).id;
    },
    on(name, listener) {
      const heard = ({ detail }) => listener(detail);
      push.addEventListener(name, heard);
      return () => push.removeEventListener(name, heard);
    },
    close() {
      if (signal.aborted) return;
      gone.abort(new PushError('closed', 'closed'));
      leave();
      for (const it of subscriptions) it.close();
      setState({ state: 'closed' });
    },
  });
}
