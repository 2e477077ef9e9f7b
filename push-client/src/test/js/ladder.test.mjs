// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { BASE, connect, event, FakeServer, open, pass, settle, takeClock } from './fake-server.mjs';

let server;
let push;
let told;
let seen;

const start = async (options, topics = 'a/b') => {
  push = connect(BASE, { share: false, fetch: server.fetch, WebSocket: server.WebSocket, ...options });
  for (const name of ['state', 'gap', 'error']) push.on(name, (detail) => told.push({ name, ...detail }));
  push.subscribe(topics, ({ data }) => seen.push(data));
  await pass(50);
};

/** Sets the clock without letting the timers know, as a sleep or a user does. */
const setClock = (by) => {
  const { now } = Date;
  mock.method(Date, 'now', () => now() + by);
};

const errors = () => told.filter(({ name }) => name === 'error');
const paths = () => server.arrivals.map(({ path }) => path);

beforeEach(() => {
  server = new FakeServer();
  told = [];
  seen = [];
  globalThis.localStorage = { map: new Map(), getItem: (key) => localStorage.map.get(key), setItem: (key, value) => localStorage.map.set(key, value) };
  takeClock();
});

afterEach(() => {
  push.close();
  mock.timers.reset();
  mock.restoreAll();
  delete globalThis.localStorage;
});

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

test('passes over controls that it does not know', async () => {
  await start();
  server.last('ws').say(open({ cursor: 'c1' }), { control: 'weather', cursor: 'c99' }, event('c2', 2));
  server.last('ws').say({ control: 'weather', cursor: 'c99' });
  assert.deepEqual([push.cursor, seen, errors()], ['c2', [2], []]);
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

test('lets topics come and go on an open WebSocket', async () => {
  await start();
  const socket = server.last('ws').say(open({ cursor: 'c1' }));
  const other = [];
  const later = push.subscribe('c/d', ({ data }) => other.push(data));
  await pass(50);
  assert.deepEqual(socket.sent, [{ op: 'subscribe', topics: ['c/d'], ref: '+' }]);
  socket.say(event('c2', 2), open({ cursor: 'c9', ref: '+' }), { control: 'live', ref: '+', cursor: 'c2' });
  assert.equal(push.cursor, 'c2');
  socket.say(event('c10', 10, 'c/d'), event('c11', 11));
  assert.deepEqual([seen, other], [[2, 11], [10]]);
  later.close();
  await pass(50);
  assert.deepEqual(socket.sent.at(-1), { op: 'unsubscribe', topics: ['c/d'] });
  assert.deepEqual(paths(), ['ws']);
});

test('reads the history of a topic that came later, although nobody sends it', async () => {
  await start();
  const socket = server.last('ws').say(open({ cursor: 'c1' }));
  const other = [];
  push.subscribe('c/d', ({ data }) => other.push(data), { since: 'c1' });
  await pass(50);
  socket.say(open({ cursor: 'c5', ref: '+' }), { control: 'live', ref: '+', cursor: 'c1' });
  await settle();
  server.last('poll').json({ cursor: 'c5', resumed: 'complete', events: [event('c3', 3, 'c/d')] });
  await settle();
  server.last('poll').json({ cursor: 'c5', resumed: 'complete', events: [] });
  await settle();
  assert.deepEqual(other, [3]);
});

test('takes another connection for other topics where it is a stream, from the same place', async () => {
  await start({ transports: ['sse'] });
  const first = server.last('sse').begin().say(open(), event('c1', 1));
  await settle();
  push.subscribe('c/d', () => {});
  await pass(50);
  assert.equal(first.aborted, true);
  assert.deepEqual(server.last('sse').url.searchParams.getAll('topic'), ['a/b', 'c/d']);
  assert.equal(server.last('sse').params.since, 'c1');
});

for (const transport of ['websocket', 'sse']) {
  test(`${transport}: a topic that is refused ends its subscription, and the others go on`, async () => {
    server.answers.poll = (request) => {
      if (request.params.topic === 'secret') request.json({ detail: 'not for you' }, { status: 403 });
      else request.json({ cursor: 'c0', resumed: 'none', events: [] });
    };
    await start({ transports: [transport] }, 'a/b');
    const refused = push.subscribe('secret', () => {});
    await pass(50);
    const path = transport === 'sse' ? 'sse' : 'ws';
    if (transport === 'sse') server.last('sse').json({ detail: 'not for you' }, { status: 403 });
    else server.last('ws').say({ control: 'error', code: 403, message: 'not for you' });
    await pass(50);
    assert.equal(refused.closed, true);
    assert.deepEqual(errors(), [
      { name: 'error', reason: 'refused', status: 403, message: 'not for you', retrying: false, topics: ['secret'] },
    ]);
    assert.deepEqual(server.last(path).url.searchParams.getAll('topic'), ['a/b']);
    if (transport === 'sse') server.last('sse').begin();
    server.last(path).say(open(), event('c1', 1));
    await settle();
    assert.deepEqual(seen, [1]);
  });
}

test('a topic that is refused later on a WebSocket ends its own subscription only', async () => {
  server.answers.poll = (request) => {
    if (request.params.topic === 'secret') request.json({ detail: 'not for you' }, { status: 403 });
    else request.json({ cursor: 'c0', resumed: 'none', events: [] });
  };
  await start();
  server.last('ws').say(open(), event('c1', 1));
  const refused = push.subscribe('secret', () => {});
  await pass(50);
  server.last('ws').say({ control: 'error', ref: '+', code: 403, message: 'not for you' });
  await pass(50);
  assert.equal(refused.closed, true);
  server.last('ws').say(open({ cursor: 'c1', resumed: 'complete' }), event('c2', 2));
  assert.deepEqual(seen, [1, 2]);
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
