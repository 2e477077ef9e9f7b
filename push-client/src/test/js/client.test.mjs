// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { connect, PushError } from '../../main/resources/META-INF/resources/push/client.js';

const BASE = 'http://push.test/app/push';

let sources;
let requests;
let answer;
let client;
let told;

class FakeEventSource {
  readyState = 0;
  #listeners = {};

  constructor(url, init) {
    this.url = new URL(url);
    this.init = init;
    sources.push(this);
  }

  addEventListener(name, listener) {
    this.#listeners[name] = listener;
  }

  close() {
    this.readyState = 2;
  }

  say(name, data, lastEventId = '') {
    this.#listeners[name]({ data: typeof data === 'string' ? data : JSON.stringify(data), lastEventId });
  }

  open(more) {
    this.readyState = 1;
    this.say('push.open', { control: 'open', cursor: 'c0', resumed: 'none', heartbeat: 15, retry: 1000, ...more });
  }

  event(id, data, more) {
    this.say('message', { id, topic: 'a/b', time: '2026-01-01T00:00:00Z', data, ...more }, id);
  }

  breaks() {
    this.readyState = 0;
    this.say('error', '');
  }

  refuses() {
    this.readyState = 2;
    this.say('error', '');
  }
}

const fakeFetch = async (url, init) => {
  requests.push({ url: new URL(url), ...init });
  const { status = 200, body = {}, headers = {} } = await answer();
  return new Response(JSON.stringify(body), { status, headers });
};

const start = (options) => {
  client = connect(BASE, { EventSource: FakeEventSource, fetch: fakeFetch, ...options });
  for (const name of ['open', 'gap', 'close', 'error']) client.on(name, (detail) => told.push({ name, ...detail }));
  return client;
};

const settled = () => new Promise((resolve) => setImmediate(resolve));
const names = () => told.map(({ name }) => name);

beforeEach(() => {
  sources = [];
  requests = [];
  told = [];
  answer = () => ({});
  mock.timers.enable({ apis: ['setTimeout'] });
});

afterEach(() => {
  client.close();
  mock.timers.reset();
});

test('opens one enveloped stream for all topics of a subscription', () => {
  start({ heartbeat: 5, withCredentials: true }).subscribe(['a/b', 'c/**'], () => {}, { since: 'earliest' });
  const [{ url, init }] = sources;
  assert.equal(url.origin + url.pathname, 'http://push.test/app/push/sse');
  assert.deepEqual(url.searchParams.getAll('topic'), ['a/b', 'c/**']);
  assert.equal(url.searchParams.get('format'), 'envelope');
  assert.equal(url.searchParams.get('since'), 'earliest');
  assert.equal(url.searchParams.get('heartbeat'), '5');
  assert.deepEqual(init, { withCredentials: true });
});

test('delivers events and moves the cursor', () => {
  const seen = [];
  const handle = start().subscribe('a/b', (event) => seen.push(event));
  assert.equal(handle.state, 'connecting');
  sources[0].open();
  assert.equal(handle.state, 'open');
  assert.equal(handle.cursor, 'c0');
  sources[0].event('c1', { load: 1 }, { type: 'tick' });
  assert.deepEqual(seen.map(({ id, type, data }) => [id, type, data]), [['c1', 'tick', { load: 1 }]]);
  assert.equal(handle.cursor, 'c1');
});

test('decodes binary data', () => {
  let data;
  start().subscribe('a/b', (event) => (data = event.data));
  sources[0].event('c1', 'AP8=', { encoding: 'base64' });
  assert.deepEqual(data, Uint8Array.of(0, 255));
});

test('leaves a short break to the browser', () => {
  const handle = start().subscribe('a/b', () => {});
  sources[0].open();
  sources[0].breaks();
  assert.equal(handle.state, 'connecting');
  assert.equal(sources.length, 1);
  assert.deepEqual(told.at(-1).reason, 'connection');
  sources[0].open({ cursor: 'c5', resumed: 'complete' });
  assert.equal(told.at(-1).resumed, 'complete');
});

test('tells a gap at the start and on the way', () => {
  start().subscribe('a/b', () => {}, { since: 'c-old' });
  sources[0].open({ resumed: 'gap', reason: 'evicted', cursor: 'c7' });
  sources[0].say('push.gap', { control: 'gap', cursor: 'c9', reason: 'slow' });
  assert.deepEqual(names(), ['open', 'gap', 'gap']);
  assert.deepEqual(told[1], { name: 'gap', reason: 'evicted', cursor: 'c7', topics: ['a/b'] });
  assert.equal(told[2].cursor, 'c9');
});

test('comes back behind its last event after the server closed', () => {
  const handle = start().subscribe('a/b', () => {});
  sources[0].open();
  sources[0].event('c1', 1);
  sources[0].say('push.close', { control: 'close', reason: 'shutdown', reconnect: true, retry: 400 });
  assert.equal(sources[0].readyState, 2);
  assert.equal(told.at(-1).reason, 'shutdown');
  mock.timers.tick(399);
  assert.equal(sources.length, 1);
  mock.timers.tick(401);
  assert.equal(sources.length, 2);
  assert.equal(sources[1].url.searchParams.get('since'), 'c1');
  sources[1].open({ cursor: 'c1', resumed: 'complete' });
  assert.equal(handle.state, 'open');
});

test('stays away when the server says so', () => {
  const handle = start().subscribe('a/b', () => {});
  sources[0].say('push.close', { control: 'close', reason: 'denied', reconnect: false });
  mock.timers.tick(600_000);
  assert.equal(sources.length, 1);
  assert.equal(handle.state, 'closed');
});

test('says why the server refuses, and stays away', async () => {
  answer = () => ({ status: 400, body: { detail: 'a topic is 1 to 255 bytes long' } });
  const handle = start().subscribe('a//b', () => {});
  sources[0].refuses();
  await settled();
  assert.equal(requests[0].url.pathname, '/app/push/poll');
  assert.equal(handle.state, 'closed');
  const { reason, status, message, retrying } = told.at(-1);
  assert.deepEqual([reason, status, message, retrying], ['refused', 400, 'a topic is 1 to 255 bytes long', false]);
});

test('waits as long as an overloaded server asks', async () => {
  answer = () => ({ status: 503, headers: { 'Retry-After': '120' } });
  start().subscribe('a/b', () => {});
  sources[0].refuses();
  await settled();
  assert.equal(told.at(-1).retrying, true);
  mock.timers.tick(119_999);
  assert.equal(sources.length, 1);
  mock.timers.tick(1);
  assert.equal(sources.length, 2);
});

test('goes on trying, ever more slowly, while nobody answers', async () => {
  answer = () => Promise.reject(new TypeError('connection refused'));
  start().subscribe('a/b', () => {});
  for (let attempt = 1; attempt <= 12; attempt++) {
    sources.at(-1).refuses();
    await settled();
    assert.equal(told.at(-1).status, 0);
    const floor = Math.min(60_000, 2_000 * 2 ** (attempt - 1)) / 2;
    mock.timers.tick(floor - 1);
    assert.equal(sources.length, attempt);
    mock.timers.tick(floor + 1);
    assert.equal(sources.length, attempt + 1);
  }
});

test('goes on after a handler that throws and after data that is not JSON', () => {
  const seen = [];
  start().subscribe('a/b', ({ data }) => {
    if (data === 1) throw new Error('my mistake');
    seen.push(data);
  });
  sources[0].event('c1', 1);
  sources[0].say('message', '<html>', 'c2');
  sources[0].event('c3', 3);
  assert.deepEqual(told.map(({ reason }) => reason), ['handler', 'data']);
  assert.equal(told[0].message, 'my mistake');
  assert.deepEqual(seen, [3]);
});

test('says nothing more once closed', async () => {
  let events = 0;
  const handle = start().subscribe('a/b', () => events++);
  const [source] = sources;
  handle.close();
  handle.close();
  source.event('c1', 1);
  source.refuses();
  await settled();
  assert.equal(source.readyState, 2);
  assert.equal(events, 0);
  assert.deepEqual(told, []);
});

test('may be closed from a listener', () => {
  const handle = start().subscribe('a/b', () => {});
  client.on('close', () => handle.close());
  sources[0].say('push.close', { control: 'close', reason: 'max-age', reconnect: true, retry: 1 });
  mock.timers.tick(600_000);
  assert.equal(sources.length, 1);
});

test('publishes JSON, text and binary', async () => {
  answer = () => ({ status: 201, body: { id: 'c9' } });
  start();
  assert.equal(await client.publish('a/b', { x: 1 }, { type: 'tick', key: 'k1' }), 'c9');
  await client.publish('a/b', 'hello');
  await client.publish('a/b', Uint8Array.of(1, 2));
  const [asJson, asText, asBytes] = requests;
  assert.equal(asJson.url.href, 'http://push.test/app/push/publish?topic=a%2Fb&type=tick');
  assert.equal(asJson.method, 'POST');
  assert.deepEqual(asJson.headers, { 'Content-Type': 'application/json', 'Idempotency-Key': 'k1' });
  assert.equal(asJson.body, '{"x":1}');
  assert.equal(asText.headers['Content-Type'], 'text/plain;charset=UTF-8');
  assert.equal(asBytes.headers['Content-Type'], 'application/octet-stream');
});

test('rejects a publish with what the server said', async () => {
  answer = () => ({ status: 403, body: { detail: 'publishing to system/load is not allowed' } });
  await assert.rejects(start().publish('system/load', 'x'), (error) => {
    assert.ok(error instanceof PushError);
    assert.equal(error.status, 403);
    assert.equal(error.message, 'publishing to system/load is not allowed');
    return true;
  });
});

test('rejects a publish that nobody answered, and data without a JSON form', async () => {
  answer = () => Promise.reject(new TypeError('connection refused'));
  await assert.rejects(start().publish('a/b', 'x'), { name: 'PushError', status: 0 });
  await assert.rejects(client.publish('a/b', undefined), TypeError);
});

test('refuses misuse at once', () => {
  start();
  assert.throws(() => client.subscribe([], () => {}), TypeError);
  assert.throws(() => client.subscribe('', () => {}), TypeError);
  assert.throws(() => client.subscribe('a/b'), TypeError);
  assert.throws(() => client.on('opened', () => {}), /open, gap, close, error/);
  client.close();
  assert.throws(() => client.subscribe('a/b', () => {}), PushError);
});
