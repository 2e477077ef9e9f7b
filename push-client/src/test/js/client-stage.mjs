// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { afterEach, beforeEach, mock } from 'node:test';
import { BASE, connect, FakeServer, pass, takeClock } from './fake-server.mjs';

/** The server of a test, its client, what that told, and the data it delivered; new for each test that imports this. */
export let server;
export let push;
export let told;
export let seen;

export const start = async (options, topics = 'a/b') => {
  push = connect(BASE, { share: false, fetch: server.fetch, WebSocket: server.WebSocket, ...options });
  for (const name of ['state', 'gap', 'error']) push.on(name, (detail) => told.push({ name, ...detail }));
  push.subscribe(topics, ({ data }) => seen.push(data));
  await pass(50);
};

/** Sets the clock without letting the timers know, as a sleep or a user does. */
export const setClock = (by) => {
  const { now } = Date;
  mock.method(Date, 'now', () => now() + by);
};

export const errors = () => told.filter(({ name }) => name === 'error');
export const paths = () => server.arrivals.map(({ path }) => path);

beforeEach(() => {
  server = new FakeServer();
  told = [];
  seen = [];
  const map = new Map();
  globalThis.localStorage = { getItem: (key) => map.get(key), setItem: (key, value) => map.set(key, value) };
  takeClock();
});

afterEach(() => {
  push.close();
  mock.timers.reset();
  mock.restoreAll();
  delete globalThis.localStorage;
});
