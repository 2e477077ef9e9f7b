// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { mock } from 'node:test';

/** The module under test: the sources, or what the build made of them. */
export const { connect, PushError } = await import(process.env.PUSH_CLIENT ?? '../../main/js/client.js');

export const BASE = 'http://push.test/app/push';

/** Lets promises settle; nothing here waits for a real clock. */
export const settle = async () => {
  for (let i = 0; i < 60; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** Moves the fake clock, in steps that let promises settle in between. */
export const pass = async (milliseconds, step = 250) => {
  await settle();
  for (let left = milliseconds; left > 0; left -= step) {
    mock.timers.tick(Math.min(step, left));
    await settle();
  }
};

/** Takes the clock over, at a time of its own. */
export const takeClock = () => mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_700_000_000_000 });

export const event = (id, data, topic = 'a/b', more = {}) => ({ id, topic, time: '2026-01-01T00:00:00Z', data, ...more });

export const open = (more) => ({ control: 'open', cursor: 'c0', resumed: 'none', heartbeat: 15, retry: 1_000, ...more });

/**
 * A server by script: every request and WebSocket is kept until the test answers it, unless `answers` says how.
 */
export class FakeServer {
  /** All that came, in order: requests as `{ url, init, path, answer }`, WebSockets as `FakeSocket`s. */
  arrivals = [];
  /** Answers at once what it matches: path → (arrival) => void. */
  answers = {};

  #arrived(arrival) {
    this.arrivals.push(arrival);
    this.answers[arrival.path]?.(arrival);
  }

  /** Those to one path. */
  to(path) {
    return this.arrivals.filter((arrival) => arrival.path === path);
  }

  /** The newest to one path. */
  last(path) {
    return this.to(path).at(-1);
  }

  fetch = (href, init = {}) =>
    new Promise((resolve, reject) => {
      const request = new FakeRequest(href, init, resolve, reject);
      init.signal?.addEventListener('abort', () => request.abort(init.signal.reason));
      this.#arrived(request);
    });

  get WebSocket() {
    const arrived = (socket) => this.#arrived(socket);
    return class extends FakeSocket {
      constructor(url, protocol) {
        super(url, protocol);
        arrived(this);
      }
    };
  }
}

class FakeRequest {
  #resolve;
  #reject;
  #stream;

  constructor(href, init, resolve, reject) {
    this.url = new URL(href);
    this.path = this.url.pathname.split('/').at(-1);
    this.init = init;
    this.aborted = false;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  get params() {
    return Object.fromEntries(this.url.searchParams);
  }

  abort(reason) {
    this.aborted = true;
    this.#reject(reason);
    try {
      this.#stream?.error(reason);
    } catch {
      // ended before
    }
  }

  /** Nobody listens there. */
  fail() {
    this.#reject(new TypeError('Failed to fetch'));
  }

  json(body, { status = 200, type = status < 400 ? 'application/json' : 'application/problem+json', headers } = {}) {
    this.#resolve(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type, ...headers } }));
  }

  text(body, type, status = 200) {
    this.#resolve(new Response(body, { status, headers: { 'Content-Type': type } }));
  }

  /** Begins an answer without an end. */
  begin(type = this.path === 'sse' ? 'text/event-stream' : 'application/x-ndjson') {
    const body = new ReadableStream({ start: (controller) => (this.#stream = controller) });
    this.#resolve(new Response(body, { headers: { 'Content-Type': type } }));
    return this;
  }

  /** Sends a piece of that answer as it is. */
  raw(text) {
    this.#stream.enqueue(new TextEncoder().encode(text));
    return this;
  }

  /** Sends events and controls in the format of the transport. */
  say(...objects) {
    const line = (object) => {
      const json = JSON.stringify(object);
      if (this.path !== 'sse') return `${json}\n`;
      const name = object.control ? `event: push.${object.control}\n` : '';
      return `id: ${object.id ?? object.cursor}\n${name}data: ${json}\n\n`;
    };
    return this.raw(objects.map(line).join(''));
  }

  end() {
    this.#stream.close();
  }
}

class FakeSocket {
  bufferedAmount = 0;
  sent = [];
  closed = false;

  constructor(href, protocol) {
    this.url = new URL(href);
    this.path = 'ws';
    this.protocol = protocol;
  }

  get params() {
    return Object.fromEntries(this.url.searchParams);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  say(...objects) {
    this.onmessage({ data: objects.map((object) => JSON.stringify(object)).join('\n') });
    return this;
  }

  cut(code = 1006) {
    this.onclose({ code });
  }
}
