// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errors, paths, push, seen, server, start } from './client-stage.mjs';
import { event, open, pass, settle } from './fake-server.mjs';

test('passes over controls that it does not know', async () => {
  await start();
  server.last('ws').say(open({ cursor: 'c1' }), { control: 'weather', cursor: 'c99' }, event('c2', 2));
  server.last('ws').say({ control: 'weather', cursor: 'c99' });
  assert.deepEqual([push.cursor, seen, errors()], ['c2', [2], []]);
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
