// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { BASE, connect, event, FakeServer, open, pass, PushError, settle, takeClock } from './fake-server.mjs';

let server;
let push;
let told;

const start = (options) => {
  push = connect(BASE, { share: false, fetch: server.fetch, WebSocket: server.WebSocket, ...options });
  for (const name of ['gap', 'error']) push.on(name, (detail) => told.push({ name, ...detail }));
  return push;
};

/** Subscribes by one transport and opens it. */
const follow = async (transport, since) => {
  const seen = [];
  const subscription = start({ transports: [transport] }).subscribe('a/b', ({ data }) => seen.push(data), { since });
  await pass(50);
  const path = { websocket: 'ws', sse: 'sse', stream: 'stream' }[transport];
  const connection = server.last(path);
  if (transport !== 'websocket') connection.begin();
  connection.say(open());
  await settle();
  return { seen, subscription, connection, path };
};

beforeEach(() => {
  server = new FakeServer();
  told = [];
  takeClock();
});

afterEach(() => {
  push?.close();
  mock.timers.reset();
});

for (const transport of ['websocket', 'sse', 'stream']) {
  test(`${transport}: delivers in order, moves the cursor and goes on from it`, async () => {
    const { seen, connection, path } = await follow(transport);
    connection.say(event('c1', { load: 1 }), event('c2', 'two'));
    await settle();
    assert.deepEqual(seen, [{ load: 1 }, 'two']);
    assert.equal(push.cursor, 'c2');
    assert.equal(push.transport, transport);
    connection.say({ control: 'heartbeat', cursor: 'c5' });
    await settle();
    assert.equal(push.cursor, 'c5');
    if (connection.cut) connection.cut();
    else connection.end();
    await pass(1_100);
    const again = server.last(path);
    assert.notEqual(again, connection);
    assert.equal(again.params.since, 'c5');
    if (transport !== 'websocket') again.begin();
    again.say(open({ cursor: 'c5', resumed: 'complete' }), event('c6', 6));
    await settle();
    assert.deepEqual(seen, [{ load: 1 }, 'two', 6]);
  });

  test(`${transport}: tells a gap at the start and on the way`, async () => {
    const { connection, path } = await follow(transport);
    connection.say({ control: 'gap', cursor: 'c9', reason: 'slow' });
    await settle();
    assert.deepEqual(told, [{ name: 'gap', reason: 'slow', cursor: 'c9', topics: ['a/b'] }]);
    if (connection.cut) connection.cut();
    else connection.end();
    await pass(1_100);
    const again = server.last(path);
    if (transport !== 'websocket') again.begin();
    again.say(open({ cursor: 'c20', resumed: 'gap', reason: 'epoch' }));
    await settle();
    assert.equal(told.at(-1).reason, 'epoch');
    assert.equal(push.cursor, 'c20');
  });

  test(`${transport}: skips garbage, says so, and goes on`, async () => {
    const { seen, connection } = await follow(transport);
    const garbage = { websocket: '<html>', sse: 'data: <html>\n\n', stream: '<html>\n' }[transport];
    if (transport === 'websocket') connection.onmessage({ data: garbage });
    else connection.raw(garbage);
    connection.say({ topic: 'a/b', data: 'without an id' }, event('c1', 1));
    await settle();
    assert.deepEqual(told.map(({ reason, retrying }) => [reason, retrying]), [['data', true], ['data', true]]);
    assert.deepEqual(seen, [1]);
  });
}

test('takes an event in pieces, of whatever size up to the limit, and skips a larger one', async () => {
  const seen = [];
  start({ transports: ['stream'], maxEvent: 200 }).subscribe('a/b', ({ data }) => seen.push(data.length));
  await pass(50);
  const stream = server.last('stream').begin().say(open());
  const line = (id, size) => `${JSON.stringify(event(id, 'x'.repeat(size)))}\n`;
  for (const piece of line('c1', 100).match(/.{1,30}\n?/g)) stream.raw(piece);
  await settle();
  stream.raw(line('c2', 300).slice(0, 250));
  await settle();
  stream.raw(line('c2', 300).slice(250));
  stream.raw(line('c3', 3));
  await settle();
  assert.deepEqual(seen, [100, 3]);
  assert.deepEqual(told.map(({ reason }) => reason), ['too-large']);
});

test('decodes binary data', async () => {
  const { seen, connection } = await follow('sse');
  connection.say(event('c1', 'AP8=', 'a/b', { encoding: 'base64' }));
  await settle();
  assert.deepEqual(seen, [Uint8Array.of(0, 255)]);
});

test('gives each subscription its own events, over one connection', async () => {
  const seen = [];
  start({ transports: ['sse'] });
  push.subscribe('a/*', ({ id }) => seen.push(`a ${id}`));
  push.subscribe(['a/b', 'c/**'], ({ id }) => seen.push(`bc ${id}`));
  await pass(50);
  assert.equal(server.arrivals.length, 1);
  const { url } = server.last('sse');
  assert.deepEqual(url.searchParams.getAll('topic'), ['a/*', 'a/b', 'c/**']);
  assert.equal(url.searchParams.get('format'), 'envelope');
  server.last('sse').begin().say(open(), event('c1', 1), event('c2', 2, 'c/d/e'), event('c3', 3, 'a/x'));
  await settle();
  assert.deepEqual(seen, ['a c1', 'bc c1', 'bc c2', 'a c3']);
});

test('reads history by polls, and joins it to what comes live without a double', async () => {
  const seen = [];
  start({ transports: ['sse'] }).subscribe('a/b', ({ data }) => seen.push(data), { since: 'earliest' });
  await pass(50);
  const stream = server.last('sse').begin().say(open({ cursor: 'c4' }));
  await settle();
  stream.say(event('c5', 5), event('c6', 6));
  await settle();
  assert.deepEqual(seen, [], 'what is live waits for what was before');
  assert.equal(server.last('poll').params.since, 'earliest');
  server.last('poll').json({ cursor: 'c3', resumed: 'none', events: [event('c1', 1), event('c3', 3)] });
  await settle();
  assert.equal(server.last('poll').params.since, 'c3');
  server.last('poll').json({ cursor: 'c5', resumed: 'complete', events: [event('c5', 5)] });
  await settle();
  stream.say(event('c7', 7));
  await settle();
  assert.deepEqual(seen, [1, 3, 5, 6, 7]);
  assert.equal(server.to('poll').length, 2, 'the two have met');
});

test('tries again to read history, and tells what is missing of it', async () => {
  const seen = [];
  start({ transports: ['sse'] }).subscribe('a/b', ({ data }) => seen.push(data), { since: 'c-old' });
  await pass(50);
  server.last('sse').begin().say(open({ cursor: 'c4' }));
  await settle();
  server.last('poll').fail();
  await pass(1_100);
  server.last('poll').json({ cursor: 'c3', resumed: 'gap', reason: 'evicted', events: [event('c3', 3)] });
  await settle();
  server.last('poll').json({ cursor: 'c4', resumed: 'complete', events: [] });
  await settle();
  assert.deepEqual(told.map(({ name, reason }) => [name, reason]), [['error', 'unreachable'], ['gap', 'evicted']]);
  assert.deepEqual(seen, [3]);
});

for (const [what, answer] of [
  ['another object', { error: 'offline' }],
  ['nothing', null],
]) {
  test(`an answer with ${what} where history was asked for is an error, and is asked for again, slowly`, async () => {
    const seen = [];
    start({ transports: ['websocket'] }).subscribe('a/b', ({ data }) => seen.push(data), { since: 'c-old' });
    await pass(50);
    server.answers.poll = (request) => request.json(answer);
    server.last('ws').say(open({ cursor: 'c4' }), event('c5', 5));
    await pass(10_000);
    assert.ok(server.to('poll').length > 1 && server.to('poll').length < 50, `${server.to('poll').length} polls in 10 s`);
    assert.deepEqual([...new Set(told.map(({ reason }) => reason))], ['data']);
    server.answers.poll = (request) => request.json({ cursor: 'c5', resumed: 'complete', events: [event('c5', 5)] });
    await pass(31_000);
    assert.deepEqual(seen, [5]);
  });
}

test('reading history meets a connection that lags behind it', async () => {
  const seen = [];
  start({ transports: ['websocket'] }).subscribe('a/b', ({ data }) => seen.push(data), { since: 'c0' });
  await pass(50);
  const socket = server.last('ws').say(open({ cursor: 'c1' }));
  await settle();
  // each poll finds one event, and the connection is three events late
  for (let i = 1; i <= 50; i++) {
    await settle();
    if (server.to('poll').length < i) break;
    if (i > 3) socket.say(event(`c${i - 3}`, i - 3));
    server.last('poll').json({ cursor: `c${i}`, resumed: 'complete', events: [event(`c${i}`, i)] });
  }
  const polls = server.to('poll').length;
  assert.ok(polls < 20, `${polls} polls`);
  for (let i = 1; i <= polls + 1; i++) socket.say(event(`c${i}`, i));
  assert.deepEqual(seen, Array.from({ length: polls + 1 }, (_, i) => i + 1));
});

test('who subscribes after a pause of all is not told of the pause', async () => {
  const first = start({ transports: ['websocket'] }).subscribe('chat/1', () => {});
  await pass(50);
  server.last('ws').say(open({ cursor: 'c1' }));
  first.close();
  await pass(3_600_000, 60_000);
  push.subscribe('chat/2', () => {});
  await pass(50);
  assert.equal(server.last('ws').params.since, undefined);
});

test('bytes that are no base64 are given as they came, and harm no other event', async () => {
  const { seen, connection } = await follow('sse');
  connection.say(event('c1', 1), event('c2', '***', 'a/b', { encoding: 'base64' }), event('c3', 3));
  await settle();
  assert.deepEqual(seen, [1, '***', 3]);
});

test('may be closed by whoever listens, and then opens nothing and says nothing more', async () => {
  for (const closesOn of ['connecting', 'waiting', 'error']) {
    start({ transports: ['websocket'] });
    const client = push;
    client.on('state', ({ state }) => state === closesOn && client.close());
    client.on('error', () => closesOn === 'error' && client.close());
    client.subscribe('a/b', () => {});
    await pass(50);
    const socket = server.last('ws');
    if (!socket.closed) socket.cut();
    await pass(5_000);
    assert.equal(client.state, 'closed', closesOn);
    assert.equal(server.last('ws'), socket, closesOn);
  }
});

test('goes on after a handler that throws, the others too', async () => {
  const seen = [];
  start({ transports: ['sse'] });
  push.subscribe('a/b', ({ data }) => {
    if (data === 1) throw new Error('my mistake');
    seen.push(data);
  });
  push.subscribe('a/b', ({ data }) => seen.push(`other ${data}`));
  await pass(50);
  server.last('sse').begin().say(open(), event('c1', 1), event('c2', 2));
  await settle();
  assert.deepEqual(seen, ['other 1', 2, 'other 2']);
  assert.equal(told[0].reason, 'handler');
  assert.match(told[0].message, /my mistake/);
  assert.equal(told[0].error.message, 'my mistake');
});

test('can be iterated, and reads again what a slow loop had no room for', async () => {
  const subscription = start({ transports: ['sse'] }).subscribe('a/b');
  await pass(50);
  const stream = server.last('sse').begin().say(open());
  await settle();
  for (let i = 1; i <= 1_200; i++) stream.say(event(`c${i}`, i));
  await settle();
  const seen = [];
  const loop = (async () => {
    for await (const { data } of subscription) if (seen.push(data) === 1_201) break;
  })();
  await settle();
  assert.equal(seen.length, 1_000);
  const { since } = server.last('poll').params;
  assert.equal(since, 'c1000');
  const rest = Array.from({ length: 200 }, (_, i) => event(`c${1_001 + i}`, 1_001 + i));
  server.last('poll').json({ cursor: 'c1200', resumed: 'complete', events: rest });
  await settle();
  server.last('poll').json({ cursor: 'c1200', resumed: 'complete', events: [] });
  await settle();
  stream.say(event('c1201', 1_201));
  await settle();
  await loop;
  assert.deepEqual(seen, Array.from({ length: 1_201 }, (_, i) => i + 1));
  assert.equal(subscription.closed, true);
});

test('tells every event once, and speaks as an EventTarget does', async () => {
  const heard = [];
  start({ transports: ['sse'] }).addEventListener('event', ({ detail }) => heard.push(detail.id));
  const off = push.on('event', ({ id }) => heard.push(`on ${id}`));
  push.subscribe('a/*', () => {});
  push.subscribe('a/b', () => {});
  await pass(50);
  const stream = server.last('sse').begin().say(open(), event('c1', 1));
  await settle();
  off();
  stream.say(event('c2', 2));
  await settle();
  assert.deepEqual(heard, ['c1', 'on c1', 'c2']);
});

test('is silent once closed', async () => {
  const { seen, subscription, connection } = await follow('sse');
  subscription.close();
  subscription.close();
  await pass(50);
  assert.equal(connection.aborted, true);
  assert.equal(push.state, 'idle');
  push.close();
  push.close();
  assert.equal(push.state, 'closed');
  assert.deepEqual([seen, told], [[], []]);
  assert.throws(() => push.subscribe('a/b', () => {}), PushError);
  await assert.rejects(push.publish('a/b', 1), { reason: 'closed' });
});

test('says what is wrong with what it is asked for', () => {
  start();
  assert.throws(() => push.subscribe([], () => {}), TypeError);
  assert.throws(() => push.subscribe(['a', ''], () => {}), TypeError);
  assert.throws(() => push.subscribe(7, () => {}), TypeError);
  assert.throws(() => push.subscribe('a', 'no function'), TypeError);
  assert.throws(() => connect(BASE, { transports: ['carrier-pigeon'] }), TypeError);
  assert.throws(() => connect('http://[', {}), TypeError);
});
