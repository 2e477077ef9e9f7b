// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { errors, paths, push, seen, server, start } from './client-stage.mjs';
import { event, open, pass, settle } from './fake-server.mjs';

test('takes a WebSocket first', async () => {
  await start();
  const [socket] = server.arrivals;
  assert.equal(socket.url.href, 'ws://push.test/app/push/ws?topic=a%2Fb');
  assert.equal(socket.protocol, 'push.v1');
  assert.equal(push.state, 'connecting');
  socket.say(open());
  assert.deepEqual([push.state, push.transport], ['open', 'websocket']);
});

test('does not trust that a transport opened: on one that stays silent the next follows', async () => {
  await start({ patience: 2_000, timeout: 4_000 });
  await pass(3_000);
  assert.equal(server.last('ws').closed, true);
  server.last('sse').begin();
  await pass(3_000);
  assert.equal(server.last('sse').aborted, true);
  server.last('stream').begin().raw(' '.repeat(10));
  await pass(3_000);
  assert.equal(server.last('stream').aborted, true);
  assert.deepEqual(errors().map(({ reason, transport }) => [reason, transport]), [
    ['silent', 'websocket'],
    ['silent', 'sse'],
    ['silent', 'stream'],
  ]);
  server.last('poll').json({ cursor: 'c1', resumed: 'none', events: [] });
  await settle();
  assert.deepEqual([push.state, push.transport, push.cursor], ['open', 'long-poll', 'c1']);
  await pass(250);
  assert.deepEqual({ ...server.last('poll').params }, { topic: 'a/b', since: 'c1', wait: '25' });
  server.last('poll').json({ cursor: 'c2', resumed: 'complete', events: [event('c2', 2)] });
  await pass(250);
  assert.deepEqual(seen, [2]);
  assert.equal(server.last('poll').params.since, 'c2');
});

test('has more patience after each round in which all failed, for the network may be slow', async () => {
  mock.method(Math, 'random', () => 0);
  await start({ transports: ['sse'], patience: 2_000 });
  await pass(3_000);
  assert.equal(server.arrivals.length, 2);
  await pass(3_000);
  assert.equal(server.arrivals.length, 2);
  server.last('sse').begin().say(open());
  await settle();
  assert.equal(push.state, 'open');
});

test('goes to the next rung at once where one is refused, and waits only after the last', async () => {
  await start();
  server.last('ws').cut();
  await settle();
  server.last('sse').fail();
  await settle();
  server.last('stream').fail();
  await settle();
  server.last('poll').fail();
  await settle();
  server.last('poll').fail();
  await settle();
  assert.deepEqual(paths(), ['ws', 'sse', 'stream', 'poll', 'poll']);
  assert.equal(push.state, 'waiting');
  await pass(2_000);
  assert.equal(paths().at(-1), 'ws');
});

test('polls shortly at its interval, and more often only while there is a lot', async () => {
  await start({ transports: ['poll'], interval: 4_000 });
  server.last('poll').json({ cursor: 'c1', resumed: 'none', events: [] });
  await pass(3_750);
  assert.equal(server.arrivals.length, 1);
  await pass(500);
  assert.equal(server.arrivals.length, 2);
  assert.equal(server.last('poll').params.wait, undefined);
  const many = Array.from({ length: 100 }, (_, i) => event(`c${i + 2}`, i));
  server.last('poll').json({ cursor: 'c101', resumed: 'complete', events: many });
  await pass(250);
  assert.equal(server.arrivals.length, 3);
});

test('does not ask all the time a server that holds no poll', async () => {
  await start({ transports: ['long-poll'], interval: 3_000 });
  server.answers.poll = (request) => request.json({ cursor: 'c1', resumed: 'complete', events: [] });
  server.last('poll').json({ cursor: 'c1', resumed: 'none', events: [] });
  await pass(30_000);
  assert.ok(server.arrivals.length <= 12, `${server.arrivals.length} requests in 30 s`);
});

test('a token that cannot be had is asked for again', async () => {
  let asked = 0;
  await start({ transports: ['sse'], getToken: () => (asked++ ? Promise.resolve('t') : Promise.reject()) });
  await pass(3_000);
  assert.equal(server.last('sse').init.headers.Authorization, 'Bearer t');
});

test('goes down a rung when a connection that worked goes silent', async () => {
  await start();
  server.last('ws').say(open({ heartbeat: 5 }), event('c1', 1));
  await pass(9_000, 1_000);
  assert.deepEqual(paths(), ['ws']);
  await pass(3_000, 1_000);
  assert.deepEqual(paths(), ['ws', 'sse']);
  assert.equal(server.last('sse').params.since, 'c1');
});

test('tries a better transport again later, and moves there only when something arrives', async () => {
  mock.method(Math, 'random', () => 0.5);
  await start({ upgrade: 10_000 });
  server.last('ws').cut();
  await settle();
  const sse = server.last('sse').begin().say(open(), event('c1', 1));
  await pass(10_000, 1_000);
  assert.equal(server.to('ws').length, 2, 'looks once');
  server.last('ws').cut();
  await pass(19_000, 1_000);
  sse.say(event('c2', 2));
  await pass(1_000);
  assert.equal(server.to('ws').length, 3, 'and again after twice the time');
  assert.deepEqual([push.transport, sse.aborted], ['sse', false]);
  assert.equal(server.last('ws').params.since, 'c2');
  const probe = server.last('ws').say(open({ cursor: 'c2' }));
  await settle();
  assert.deepEqual([probe.closed, sse.aborted], [true, true]);
  server.last('ws').say(open({ cursor: 'c2', resumed: 'complete' }), event('c3', 3));
  assert.deepEqual([push.transport, seen], ['websocket', [1, 2, 3]]);
});

test('remembers the rung that works on this network', async () => {
  await start();
  server.last('ws').cut();
  await settle();
  server.last('sse').begin().say(open());
  await settle();
  push.close();
  server.arrivals.length = 0;
  await start();
  assert.deepEqual(paths(), ['sse']);
});

test('says that something else answers, and goes on trying, slowly', async () => {
  const page = (request) => request.text('<!doctype html><title>Log in</title>', 'text/html');
  server.answers = { sse: page, stream: page, poll: page, ws: (socket) => queueMicrotask(() => socket.cut()) };
  await start();
  await pass(60_000, 500);
  assert.deepEqual([...new Set(errors().map(({ reason }) => reason))].sort(), ['not-push', 'unreachable']);
  assert.match(errors().find(({ reason }) => reason === 'not-push').message, /text\/html/);
  assert.ok(server.arrivals.length < 30, `${server.arrivals.length} requests in a minute`);
});

test('sends the token, and asks for another once after a 401', async () => {
  const tokens = ['old', 'new'];
  let asked = 0;
  await start({ getToken: async () => tokens[asked++ % 2] });
  assert.deepEqual(paths(), ['sse'], 'no WebSocket, which could not carry it');
  assert.equal(server.last('sse').init.headers.Authorization, 'Bearer old');
  server.last('sse').json({ detail: 'expired' }, { status: 401 });
  await settle();
  assert.equal(server.last('sse').init.headers.Authorization, 'Bearer new');
  server.last('sse').json({ detail: 'unknown user' }, { status: 401 });
  await settle();
  assert.equal(asked, 2);
  assert.deepEqual(errors().map(({ status, retrying }) => [status, retrying]), [[401, true]]);
  assert.equal(push.state, 'waiting');
});

test('survives a browser that forbids WebSockets and storage', async () => {
  globalThis.localStorage.getItem = globalThis.localStorage.setItem = () => {
    throw new Error('SecurityError');
  };
  const forbidden = class {
    constructor() {
      throw new Error('forbidden by policy');
    }
  };
  await start({ WebSocket: forbidden });
  server.last('sse').begin().say(open());
  await settle();
  assert.equal(push.transport, 'sse');
});
