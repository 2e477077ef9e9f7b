// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { errors, paths, push, server, setClock, start, told } from './client-stage.mjs';
import { event, open, pass, settle } from './fake-server.mjs';

test('comes back on the same transport after a cut, within the server’s retry', async () => {
  mock.method(Math, 'random', () => 0.999);
  await start();
  server.last('ws').say(open({ retry: 4_000 }), event('c1', 1)).cut();
  assert.deepEqual(errors().map(({ reason, retrying }) => [reason, retrying]), [['ended', true]]);
  assert.equal(Math.round(told.at(-1).delay), 3_996);
  await pass(3_750);
  assert.equal(server.arrivals.length, 1);
  await pass(250);
  assert.equal(server.last('ws').params.since, 'c1');
});

test('spreads its reconnects over the whole of the delay, which doubles up to a minute', async () => {
  const delays = [];
  await start({ transports: ['sse'] });
  push.on('state', ({ delay }) => delay !== undefined && delays.push(delay));
  mock.method(Math, 'random', () => 0.5);
  for (let i = 0; i < 8; i++) {
    server.last('sse').fail();
    await settle();
    await pass(delays.at(-1));
  }
  assert.deepEqual(delays, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('slows down where connections end as soon as they begin, whatever retry they were told', async () => {
  server.answers.ws = (socket) => queueMicrotask(() => socket.say(open({ retry: 1 })).cut());
  await start({ transports: ['websocket'] });
  await pass(10_000);
  assert.ok(server.arrivals.length < 20, `${server.arrivals.length} connections in 10 s`);
});

test('obeys what the server says when it ends a connection', async () => {
  mock.method(Math, 'random', () => 0.5);
  await start();
  const goodbye = { control: 'close', reason: 'shutdown', reconnect: true, retry: 9_000 };
  server.last('ws').say(open(), goodbye).cut(1001);
  assert.deepEqual(errors(), [], 'a goodbye is no error');
  assert.equal(told.at(-1).delay, 4_500);
  await pass(4_750);
  server.last('ws').say(open(), { control: 'close', reason: 'denied', reconnect: false }).cut(1008);
  assert.equal(push.state, 'closed');
  assert.deepEqual(errors().map(({ reason, message, retrying }) => [reason, message, retrying]), [['closed', 'denied', false]]);
  await pass(600_000, 60_000);
  assert.equal(server.arrivals.length, 2);
});

test('waits as long as an overloaded server asks', async () => {
  await start({ transports: ['sse', 'stream'] });
  server.last('sse').json({ detail: 'too many connections' }, { status: 503, headers: { 'Retry-After': '120' } });
  await settle();
  assert.deepEqual(errors().map(({ status, message }) => [status, message]), [[503, 'too many connections']]);
  await pass(119_000, 1_000);
  assert.equal(server.arrivals.length, 1);
  await pass(3_500, 500);
  assert.equal(server.arrivals.length, 2);
});

test('waits as the server asks also where it had answered before, but never longer than a timer can', async () => {
  mock.method(Math, 'random', () => 0.999);
  await start({ transports: ['long-poll'] });
  server.last('poll').json({ cursor: 'c1', resumed: 'none', events: [] });
  await pass(250);
  const retryAfter = `${90 * 24 * 3_600}`;
  server.last('poll').json({ detail: 'busy' }, { status: 503, headers: { 'Retry-After': retryAfter } });
  await settle();
  assert.ok(told.at(-1).delay > 86_400_000 && told.at(-1).delay < 2 ** 31, `${told.at(-1).delay} ms`);
});

test('after a goodbye for good only a new topic makes it connect again', async () => {
  await start({ transports: ['websocket'] });
  const other = push.subscribe('c/d', () => {});
  await pass(50);
  server.last('ws').say(open(), { control: 'close', reason: 'denied', reconnect: false }).cut(1008);
  const before = server.to('ws').length;
  other.close();
  await pass(1_000);
  assert.equal(server.to('ws').length, before);
  push.subscribe('e/f', () => {});
  await pass(1_000);
  assert.equal(server.to('ws').length, before + 1);
});

test('tries at once when the network or the page is back', async () => {
  for (const name of ['online', 'focus']) {
    const target = new EventTarget();
    globalThis.addEventListener = (...listener) => target.addEventListener(...listener);
    await start({ transports: ['sse'] });
    mock.method(Math, 'random', () => 0.999);
    server.last('sse').fail();
    await settle();
    assert.equal(push.state, 'waiting');
    const before = server.arrivals.length;
    target.dispatchEvent(new Event(name));
    await settle();
    assert.equal(server.arrivals.length, before + 1, name);
    push.close();
    mock.restoreAll();
    delete globalThis.addEventListener;
  }
});

test('reconnects right after a sleep, on the same rung, whatever the timers missed', async () => {
  await start();
  server.last('ws').say(open(), event('c1', 1));
  setClock(1_800_000);
  await pass(1_000);
  assert.deepEqual(paths(), ['ws', 'ws']);
  assert.equal(server.last('ws').params.since, 'c1');
});

test('does not wait out its delay after a sleep', async () => {
  await start({ transports: ['sse'] });
  for (let i = 0; i < 9; i++) {
    server.last('sse').fail();
    await settle();
    if (i < 8) await pass(60_000, 5_000);
  }
  const before = server.arrivals.length;
  assert.equal(push.state, 'waiting');
  setClock(1_800_000);
  await pass(1_000);
  assert.ok(server.arrivals.length > before);
});

test('a clock that is set back does no harm', async () => {
  await start();
  server.last('ws').say(open({ heartbeat: 5 }));
  setClock(-1_800_000);
  await pass(9_000, 1_000);
  assert.deepEqual(paths(), ['ws']);
  await pass(4_000, 1_000);
  assert.deepEqual(paths(), ['ws', 'sse']);
});
