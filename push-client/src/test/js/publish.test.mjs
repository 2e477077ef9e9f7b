// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { BASE, connect, FakeServer, open, pass, PushError, takeClock } from './fake-server.mjs';

let server;
let push;

beforeEach(() => {
  server = new FakeServer();
  takeClock();
  push = connect(BASE, { share: false, fetch: server.fetch, WebSocket: server.WebSocket });
});

afterEach(() => {
  push.close();
  mock.timers.reset();
});

const byPost = async (data, options) => {
  server.answers.publish = (request) => request.json({ id: 'c7' }, { status: 201 });
  const id = await push.publish('a/b', data, options);
  return { id, ...server.last('publish') };
};

test('publishes by POST: text as text, bytes as bytes, all else as JSON', async () => {
  const text = await byPost('hello', { type: 'greeting', key: 'k-1' });
  assert.equal(text.id, 'c7');
  assert.equal(text.url.href, 'http://push.test/app/push/publish?topic=a%2Fb&type=greeting');
  assert.deepEqual(text.init.headers, { 'Content-Type': 'text/plain', 'Idempotency-Key': 'k-1' });
  assert.equal(text.init.body, 'hello');
  const json = await byPost({ x: 1 });
  assert.deepEqual([json.init.headers, json.init.body], [{ 'Content-Type': 'application/json' }, '{"x":1}']);
  const bytes = await byPost(Uint8Array.of(1, 2));
  assert.equal(bytes.init.headers['Content-Type'], 'application/octet-stream');
  assert.equal((await byPost(null)).init.body, 'null');
});

test('rejects what has no JSON form before anything is sent', async () => {
  await assert.rejects(push.publish('a/b', undefined), TypeError);
  await assert.rejects(push.publish('a/b', () => {}), TypeError);
  assert.equal(server.arrivals.length, 0);
});

test('rejects with what the server says', async () => {
  server.answers.publish = (request) => request.json({ detail: 'not here' }, { status: 403 });
  await assert.rejects(push.publish('a/b', 1), (error) => {
    assert.ok(error instanceof PushError);
    assert.deepEqual([error.reason, error.status, error.message, error.final], ['refused', 403, 'not here', true]);
    return true;
  });
  server.answers.publish = (request) => request.fail();
  await assert.rejects(push.publish('a/b', 1), { reason: 'unreachable' });
});

test('publishes over the WebSocket where there is one, and takes its answers by their ref', async () => {
  push.subscribe('a/b', () => {});
  await pass(50);
  const socket = server.last('ws').say(open());
  const first = push.publish('a/b', { x: 1 }, { type: 't', key: 'k' });
  const second = push.publish('a/b', 'two');
  assert.deepEqual(socket.sent, [
    { op: 'publish', topic: 'a/b', type: 't', data: { x: 1 }, key: 'k', ref: '1' },
    { op: 'publish', topic: 'a/b', data: 'two', ref: '2' },
  ]);
  socket.say({ control: 'error', ref: '2', code: 403, message: 'not here' }, { control: 'ok', ref: '1', id: 'c9' });
  assert.equal(await first, 'c9');
  await assert.rejects(second, { reason: 'refused', status: 403 });
  assert.equal(push.state, 'open');
});

test('does not wait for ever for the answer to a publish', async () => {
  push.subscribe('a/b', () => {});
  await pass(50);
  server.last('ws').say(open());
  const unanswered = assert.rejects(push.publish('a/b', 1), { reason: 'unreachable' });
  await pass(10_000, 1_000);
  await unanswered;
  const silent = assert.rejects(push.publish('a/b', 2), { reason: 'ended' });
  await pass(2_000, 1_000);
  push.close();
  await silent;
});

test('rejects what was under way when the WebSocket broke, and sends bytes and what does not fit by POST', async () => {
  push.subscribe('a/b', () => {});
  await pass(50);
  const socket = server.last('ws').say(open());
  await byPost(Uint8Array.of(1));
  socket.bufferedAmount = 2 ** 20;
  await byPost('much');
  socket.bufferedAmount = 0;
  await byPost('x'.repeat(40_000));
  assert.deepEqual(socket.sent, []);
  const lost = push.publish('a/b', 1);
  socket.cut();
  await assert.rejects(lost, { reason: 'ended' });
  await byPost('after it');
});
