// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The browser client of Push Kit: one ES module over the browser's own EventSource, without dependencies.
 *
 *     import { connect } from './push/client.js';
 *     const push = connect();
 *     const chat = push.subscribe('demo/chat', (event) => console.log(event.data), { since: 'earliest' });
 *     await push.publish('demo/chat', { text: 'hello' });
 *     chat.close();
 *
 * Every subscription is one HTTP connection, and over HTTP/1.1 a browser opens six to an origin, all tabs together:
 * name several topics in one `subscribe` rather than calling it several times.
 *
 * @module
 */

/**
 * One event as the server sends it.
 * @typedef {object} PushEvent
 * @property {string} id the event's cursor; give it as `since` to go on after this event
 * @property {string} topic the topic it was published to
 * @property {string} [type] the publisher's type, absent where there is none
 * @property {string} time when the server took it (RFC 3339)
 * @property {*} data the publisher's JSON, its text, or a `Uint8Array` where it published binary
 */

/**
 * Where the server is, and how to talk to it.
 * @typedef {object} ConnectOptions
 * @property {boolean} [withCredentials] send cookies to another origin (default false)
 * @property {number} [heartbeat] seconds between the server's signs of life (default: the server's; it may clamp it)
 * @property {number} [timeout] milliseconds until a publish is given up (default 10,000)
 * @property {typeof EventSource} [EventSource] another implementation, outside a browser
 * @property {typeof fetch} [fetch] another implementation, outside a browser
 */

const EVENTS = ['open', 'gap', 'close', 'error'];
const CLOSED = 2; // EventSource.CLOSED, which a substitute need not define
const DEFAULT_RETRY_MS = 2_000;
const MAX_RETRY_MS = 60_000;

/** A request that the server refused or that never reached it. */
export class PushError extends Error {
  /**
   * @param {string} message what happened, in the server's words where it gave some
   * @param {number} status the HTTP status, 0 where no answer came
   * @param {object} [more]
   * @param {number} [more.retryAfter] seconds the server asks to wait before another try
   * @param {*} [more.cause] what the browser reported
   */
  constructor(message, status, { retryAfter, cause } = {}) {
    super(message, { cause });
    this.name = 'PushError';
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/**
 * Makes a client; nothing is sent before the first subscribe or publish.
 * @param {string | URL} [baseUrl] where the kit answers; default: the directory this module was loaded from
 * @param {ConnectOptions} [options]
 * @returns {PushClient}
 * @throws {TypeError} if `baseUrl` is no URL
 */
export function connect(baseUrl, options = {}) {
  return new PushClient(baseUrl, options);
}

/** A client of one server; `connect` makes it. */
class PushClient {
  #base;
  #options;
  #listeners = new Map(EVENTS.map((name) => [name, new Set()]));
  #subscriptions = new Set();
  #closed = false;

  constructor(baseUrl, options) {
    const base = new URL(baseUrl ?? '.', (baseUrl && globalThis.document?.baseURI) || import.meta.url);
    if (!base.pathname.endsWith('/')) base.pathname += '/';
    this.#base = base;
    this.#options = options;
  }

  /**
   * Subscribes to topics or patterns (`*` is one segment, a last `**` one or more).
   *
   * The subscription outlives its connections: after a break it goes on behind the last event it saw, and where that
   * is not possible the client says `gap`. A handler that throws is reported as `error`; the next event comes all the same.
   * @param {string | string[]} topics one topic or pattern, or several that share a connection
   * @param {(event: PushEvent) => void} handler called once for each event, in the server's order
   * @param {object} [options]
   * @param {string} [options.since] a cursor, `earliest` or `latest` (default `latest`)
   * @returns {Subscription}
   * @throws {TypeError} if no topic or no handler is given
   * @throws {PushError} if this client is closed
   */
  subscribe(topics, handler, { since } = {}) {
    this.#mustBeOpen();
    const list = [topics].flat();
    if (!list.length || list.some((topic) => typeof topic !== 'string' || !topic)) {
      throw new TypeError('subscribe needs a topic or pattern, or a non-empty array of them');
    }
    if (typeof handler !== 'function') throw new TypeError('subscribe needs a handler function');
    const subscription = new Subscription({
      base: this.#base,
      options: this.#options,
      topics: list,
      handler,
      since,
      emit: (name, detail) => this.#emit(name, detail),
      closed: (it) => this.#subscriptions.delete(it),
    });
    this.#subscriptions.add(subscription);
    return subscription;
  }

  /**
   * Publishes one event; the server must allow it for this topic.
   * @param {string} topic a topic, no pattern
   * @param {*} data a string is sent as text; an ArrayBuffer, a view of one or a Blob as binary; all else as JSON
   * @param {object} [options]
   * @param {string} [options.type] the event's type
   * @param {string} [options.key] idempotency key: with the same key a second try publishes nothing and gives the first id
   * @returns {Promise<string>} the event's id, a cursor
   * @throws {TypeError} (rejects) if `data` has no JSON form
   * @throws {PushError} (rejects) with the HTTP status, or 0 if no answer came within the time-out
   */
  async publish(topic, data, { type, key } = {}) {
    this.#mustBeOpen();
    const url = new URL('publish', this.#base);
    url.searchParams.set('topic', topic);
    if (type !== undefined) url.searchParams.set('type', type);
    const [contentType, body] = encode(data);
    const headers = { 'Content-Type': contentType };
    if (key !== undefined) headers['Idempotency-Key'] = key;
    const response = await request(url, { method: 'POST', headers, body }, this.#options);
    if (!response.ok) throw await refusal(response);
    return (await json(response)).id;
  }

  /**
   * Listens to what happens to the connections of this client.
   *
   * | name | detail |
   * |---|---|
   * | `open` | a connection is up: `cursor`, `resumed` (`none`, `complete`, `gap`), `topics` |
   * | `gap` | events were lost: `reason` (`evicted`, `epoch`, `slow`), `cursor` (where it goes on), `topics` |
   * | `close` | the server ended it: `reason`, `reconnect`, `retry` (ms), `topics` |
   * | `error` | `reason`: `connection`, `refused` (with `status`), `data` or `handler`; `message`, `retrying`, `topics` |
   * @param {'open' | 'gap' | 'close' | 'error'} name
   * @param {(detail: object) => void} listener
   * @returns {() => void} takes the listener away again
   * @throws {TypeError} if there is no such event
   */
  on(name, listener) {
    const listeners = this.#listeners.get(name);
    if (!listeners) throw new TypeError(`no event '${name}': there are ${EVENTS.join(', ')}`);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Closes every subscription; the client cannot be used again. Closing twice does no harm. */
  close() {
    this.#closed = true;
    for (const subscription of [...this.#subscriptions]) subscription.close();
  }

  #mustBeOpen() {
    if (this.#closed) throw new PushError('this client is closed', 0);
  }

  #emit(name, detail) {
    for (const listener of [...this.#listeners.get(name)]) {
      try {
        listener(detail);
      } catch (error) {
        (globalThis.reportError ?? console.error)(error);
      }
    }
  }
}

/** One subscription and the connection that carries it at present; `subscribe` makes it. */
class Subscription {
  #setup;
  #cursor;
  #state = 'connecting';
  #source;
  #timer;
  #retry = DEFAULT_RETRY_MS;
  #failures = 0;

  constructor(setup) {
    this.#setup = setup;
    this.#cursor = setup.since || undefined;
    this.#connect();
  }

  /** The last known place in the server's order, `undefined` before the first answer. @returns {string | undefined} */
  get cursor() {
    return this.#cursor;
  }

  /** `connecting`, `open` or `closed`. @returns {string} */
  get state() {
    return this.#state;
  }

  /** Ends the subscription; its handler is not called again. Closing twice does no harm. */
  close() {
    this.#state = 'closed';
    this.#drop();
    clearTimeout(this.#timer);
    this.#setup.closed(this);
  }

  #drop() {
    this.#source?.close();
    this.#source = undefined;
  }

  #url(path) {
    const url = new URL(path, this.#setup.base);
    for (const topic of this.#setup.topics) url.searchParams.append('topic', topic);
    if (this.#cursor) url.searchParams.set('since', this.#cursor);
    return url;
  }

  #connect() {
    const { options } = this.#setup;
    const url = this.#url('sse');
    url.searchParams.set('format', 'envelope');
    if (options.heartbeat !== undefined) url.searchParams.set('heartbeat', options.heartbeat);
    const source = new (options.EventSource ?? EventSource)(url.href, { withCredentials: !!options.withCredentials });
    const listen = (name, act) =>
      source.addEventListener(name, (message) => {
        if (source === this.#source) act(message);
      });
    listen('push.open', (message) => this.#opened(message));
    listen('push.gap', (message) => this.#gap(this.#parse(message)));
    listen('push.close', (message) => this.#ended(this.#parse(message)));
    listen('message', (message) => this.#deliver(message));
    listen('error', () => this.#failed(source));
    this.#state = 'connecting';
    this.#source = source;
  }

  #opened(message) {
    const open = this.#parse(message);
    if (!open) return;
    this.#state = 'open';
    this.#failures = 0;
    this.#retry = open.retry ?? this.#retry;
    this.#cursor = open.cursor;
    this.#emit('open', { cursor: open.cursor, resumed: open.resumed });
    if (open.resumed === 'gap') this.#gap(open);
  }

  #gap(gap) {
    if (!gap) return;
    this.#cursor = gap.cursor;
    this.#emit('gap', { reason: gap.reason, cursor: gap.cursor });
  }

  #ended(close) {
    if (!close) return;
    this.#drop();
    this.#retry = close.retry ?? this.#retry;
    const wait = this.#spread();
    this.#emit('close', { reason: close.reason, reconnect: close.reconnect, retry: wait });
    if (close.reconnect) this.#later(wait);
    else this.close();
  }

  #deliver(message) {
    const event = this.#parse(message);
    this.#cursor = message.lastEventId || this.#cursor;
    if (!event) return;
    try {
      this.#setup.handler(event);
    } catch (error) {
      this.#error('handler', true, error.message, { error });
    }
  }

  #parse(message) {
    try {
      return decode(JSON.parse(message.data));
    } catch (error) {
      this.#error('data', true, `not what a push server sends: ${error.message}`);
      return undefined;
    }
  }

  #failed(source) {
    this.#state = 'connecting';
    if (source.readyState === CLOSED) this.#diagnose(source);
    else this.#error('connection', true, 'the connection broke; the browser opens it again');
  }

  // EventSource hides the status of a refusal and then gives up: a poll of the same topics is refused alike, and says why
  async #diagnose(source) {
    const url = this.#url('poll');
    url.searchParams.set('limit', '1');
    let failure;
    try {
      const response = await request(url, { headers: { Accept: 'application/json' } }, this.#setup.options);
      failure = response.ok
        ? new PushError('the stream could not be opened, although the server answers', response.status)
        : await refusal(response);
    } catch (error) {
      failure = error;
    }
    if (source !== this.#source) return;
    this.#drop();
    const { status, message, retryAfter } = failure;
    const final = status >= 400 && status < 500 && status !== 408 && status !== 429;
    this.#error(status >= 400 ? 'refused' : 'connection', !final, message, { status });
    if (this.#state === 'closed') return; // an error listener closed it
    if (final) this.close();
    else this.#later(Math.max(this.#backoff(), (retryAfter ?? 0) * 1_000));
  }

  #later(milliseconds) {
    if (this.#state === 'closed') return; // a listener closed it
    this.#state = 'connecting';
    this.#timer = setTimeout(() => this.#connect(), milliseconds);
  }

  // a thousand clients of a server that went down must not come back in the same instant
  #spread() {
    return Math.round(this.#retry * (1 + Math.random()));
  }

  #backoff() {
    const ceiling = Math.min(MAX_RETRY_MS, this.#retry * 2 ** this.#failures++);
    return Math.round(ceiling * (0.5 + Math.random() / 2));
  }

  #error(reason, retrying, message, more = {}) {
    this.#emit('error', { reason, retrying, message, ...more });
  }

  #emit(name, detail) {
    this.#setup.emit(name, { ...detail, topics: [...this.#setup.topics] });
  }
}

function encode(data) {
  if (typeof data === 'string') return ['text/plain;charset=UTF-8', data];
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data) || data instanceof Blob) {
    return ['application/octet-stream', data];
  }
  const text = JSON.stringify(data);
  if (text === undefined) throw new TypeError('data has no JSON form');
  return ['application/json', text];
}

function decode(event) {
  if (event.encoding === 'base64') event.data = Uint8Array.from(atob(event.data), (byte) => byte.charCodeAt(0));
  return event;
}

async function request(url, init, { fetch: send = fetch, withCredentials, timeout = 10_000 }) {
  try {
    const credentials = withCredentials ? 'include' : 'same-origin';
    return await send(url.href, { ...init, credentials, cache: 'no-store', signal: AbortSignal.timeout(timeout) });
  } catch (cause) {
    throw new PushError(`no answer from ${url.origin}`, 0, { cause });
  }
}

async function refusal(response) {
  const problem = await json(response).catch(() => ({}));
  const after = Number(response.headers.get('Retry-After') || Number.NaN);
  return new PushError(problem.detail ?? problem.title ?? `the server answered ${response.status}`, response.status, {
    retryAfter: Number.isFinite(after) ? after : undefined,
  });
}

async function json(response) {
  try {
    return await response.json();
  } catch (cause) {
    throw new PushError('the answer is not JSON', response.status, { cause });
  }
}
