// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { FakeBrowser } from './fake-browser.mjs';
import { BASE, connect, event, FakeServer, open, pass, settle, takeClock } from './fake-server.mjs';

const real = { BroadcastChannel, navigator: Object.getOwnPropertyDescriptor(globalThis, 'navigator') };

let server;
let browser;
let tabs;

beforeEach(() => {
  server = new FakeServer();
  browser = new FakeBrowser();
  tabs = [];
  takeClock();
});

afterEach(async () => {
  for (const { push } of tabs) push.close();
  await settle();
  mock.timers.reset();
  globalThis.BroadcastChannel = real.BroadcastChannel;
  delete globalThis.navigator;
  if (real.navigator) Object.defineProperty(globalThis, 'navigator', real.navigator);
});

/** Opens a tab that follows some topics. */
const openTab = async (topics = 'a/b', options = {}, since, before) => {
  const tab = browser.tab();
  tab.seen = [];
  tab.told = [];
  tab.run(() => {
    before?.();
    tab.push = connect(BASE, { transports: ['websocket'], fetch: server.fetch, WebSocket: server.WebSocket, ...options });
    for (const name of ['gap', 'error']) tab.push.on(name, (detail) => tab.told.push({ name, ...detail }));
    tab.subscription = tab.push.subscribe(topics, ({ data }) => tab.seen.push(data), { since });
  });
  tabs.push(tab);
  await pass(50);
  return tab;
};

const socket = () => server.last('ws');
const answerPolls = (...events) => {
  server.answers.poll = (request) => {
    const from = events.findIndex(({ id }) => id === request.params.since) + 1;
    request.json({ cursor: events.at(-1)?.id ?? 'c0', resumed: 'complete', events: events.slice(from) });
  };
};

test('eight tabs share one connection', async () => {
  for (let i = 0; i < 8; i++) await openTab();
  socket().say(open(), event('c1', 1));
  await settle();
  assert.equal(server.arrivals.length, 1);
  for (const { push, seen } of tabs) {
    assert.deepEqual([push.state, push.transport, push.cursor, seen], ['open', 'websocket', 'c1', [1]]);
  }
});

test('a tab that comes later is live at once, and reads its own history', async () => {
  await openTab();
  socket().say(open(), event('c1', 1));
  answerPolls(event('c1', 1));
  const late = await openTab('a/b', {}, 'earliest');
  socket().say(event('c2', 2));
  await settle();
  assert.equal(late.push.state, 'open');
  assert.deepEqual(late.seen, [1, 2]);
  assert.equal(server.to('ws').length, 1);
});

test('the connection carries what any tab wants, and no more', async () => {
  await openTab('a/b');
  socket().say(open({ cursor: 'c0' }));
  const other = await openTab('c/d');
  assert.deepEqual(socket().sent, [{ op: 'subscribe', topics: ['c/d'], ref: '+' }]);
  socket().say(open({ ref: '+' }), { control: 'live', ref: '+', cursor: 'c0' }, event('c1', 1, 'c/d'));
  await settle();
  assert.deepEqual([tabs[0].seen, other.seen], [[], [1]]);
  other.subscription.close();
  await pass(50);
  assert.deepEqual(socket().sent.at(-1), { op: 'unsubscribe', topics: ['c/d'] });
});

test('what a tab wanted that died without a word is given up', async () => {
  await openTab('a/b');
  socket().say(open());
  const other = await openTab('c/d');
  socket().say(open({ ref: '+' }), { control: 'live', ref: '+', cursor: 'c0' });
  await settle();
  browser.kill(other);
  await pass(50);
  assert.deepEqual(socket().sent.at(-1), { op: 'unsubscribe', topics: ['c/d'] });
});

for (const end of ['closes', 'dies']) {
  test(`when the leader ${end}, another goes on from the same place, and nobody loses or doubles anything`, async () => {
    for (let i = 0; i < 3; i++) await openTab();
    socket().say(open(), event('c1', 1));
    await settle();
    if (end === 'closes') tabs[0].push.close();
    else browser.kill(tabs[0]);
    await pass(50);
    assert.equal(server.to('ws').length, 2);
    answerPolls(event('c1', 1), event('c2', 2), event('c3', 3));
    socket().say(open({ cursor: 'c2' }), event('c3', 3));
    await settle();
    for (const { seen, told } of tabs.slice(1)) assert.deepEqual([seen, told], [[1, 2, 3], []]);
    assert.equal(server.to('poll')[0].params.since, 'c1');
  });
}

for (const [who, index] of [['the next leader', 1], ['a follower', 2]]) {
  test(`${who} that had not heard all reads the rest itself, and nobody takes anything twice`, async () => {
    for (let i = 0; i < 3; i++) await openTab();
    socket().say(open(), event('c1', 1));
    await settle();
    // the last words of the leader do not reach this one
    tabs[index].hung = true;
    socket().say(event('c2', 2));
    await settle();
    tabs[index].hung = false;
    assert.deepEqual(tabs[index].seen, [1]);
    answerPolls(event('c1', 1), event('c2', 2), event('c3', 3));
    tabs[0].push.close();
    await pass(50);
    socket().say(open({ cursor: 'c2' }), event('c3', 3));
    await settle();
    for (const { seen } of tabs.slice(1)) assert.deepEqual(seen, [1, 2, 3]);
    assert.deepEqual(server.to('poll').map(({ params }) => params.since).sort().slice(0, 1), ['c1']);
  });
}

test('a leader that hangs is replaced, and does not disturb when it is back', async () => {
  for (let i = 0; i < 2; i++) await openTab();
  const [leader, follower] = tabs;
  socket().say(open(), event('c1', 1));
  await settle();
  leader.hung = true;
  await pass(22_000, 1_000);
  assert.equal(server.to('ws').length, 2);
  leader.hung = false;
  answerPolls(event('c1', 1));
  socket().say(open({ cursor: 'c1' }));
  await pass(100);
  socket().say(event('c2', 2));
  await settle();
  assert.equal(server.to('ws')[0].closed, true);
  assert.equal(server.to('ws').length, 2);
  assert.deepEqual([leader.seen, follower.seen], [[1, 2], [1, 2]]);
});

test('a leader that answers is left alone, however quiet it is', async () => {
  for (let i = 0; i < 4; i++) await openTab();
  socket().say(open({ heartbeat: 600 }));
  await pass(120_000, 1_000);
  assert.equal(server.arrivals.length, 1);
});

test('a topic that is refused is refused to the tab that asked for it', async () => {
  await openTab('a/b');
  socket().say(open());
  server.answers.poll = (request) => request.json({ detail: 'not for you' }, { status: 403 });
  const other = await openTab('secret');
  socket().say({ control: 'error', ref: '+', code: 403, message: 'not for you' });
  await settle();
  // both were asked one by one, and this server refuses all
  assert.deepEqual(other.told.at(-1).topics, ['secret']);
  assert.equal(other.subscription.closed, true);
});

test('tabs of different users, and of users with tokens, share nothing', async () => {
  await openTab('a/b', { share: 'ann' });
  await openTab('a/b', { share: 'bob' });
  await openTab('a/b', { share: false });
  assert.equal(server.to('ws').length, 3);
  await openTab('a/b', { transports: ['sse'], getToken: () => 't1' });
  await openTab('a/b', { transports: ['sse'], getToken: () => 't2' });
  assert.equal(server.to('sse').length, 2);
});

test('a page that goes into the cache gives up the lead, and comes back from its place', async () => {
  const page = new EventTarget();
  globalThis.addEventListener = (...listener) => page.addEventListener(...listener);
  const first = await openTab();
  delete globalThis.addEventListener;
  const second = await openTab();
  socket().say(open(), event('c1', 1));
  await settle();
  page.dispatchEvent(new Event('pagehide'));
  await pass(50);
  assert.equal(server.to('ws')[0].closed, true);
  answerPolls(event('c1', 1), event('c2', 2));
  socket().say(open({ cursor: 'c1' }), event('c2', 2));
  await settle();
  assert.deepEqual([first.seen, second.seen], [[1], [1, 2]]);
  first.run(() => page.dispatchEvent(new Event('pageshow')));
  await pass(50);
  socket().say(event('c3', 3));
  await settle();
  assert.deepEqual([first.seen, second.seen], [[1, 2, 3], [1, 2, 3]]);
  assert.equal(server.to('ws').length, 2);
});

test('a tab to which the browser denies locks is alone', async () => {
  await openTab('a/b', {}, undefined, () => {
    globalThis.navigator.locks.request = () => Promise.reject(new DOMException('denied', 'SecurityError'));
  });
  socket().say(open(), event('c1', 1));
  assert.deepEqual(tabs[0].seen, [1]);
});

test('topics that are too many together are refused to the tab that came last', async () => {
  const topics = (name, count) => Array.from({ length: count }, (_, i) => `${name}/${i}`);
  const first = await openTab(topics('t', 60));
  socket().say(open());
  answerPolls();
  const second = await openTab(topics('u', 41));
  socket().say({ control: 'error', ref: '+', code: 400, message: 'at most 100 topics' });
  await pass(1_000);
  assert.deepEqual([first.subscription.closed, second.subscription.closed], [false, true]);
});

test('an event of a topic that only another tab wants is not told here', async () => {
  const first = await openTab('a/b');
  socket().say(open());
  await openTab('c/d');
  socket().say(open({ ref: '+' }), { control: 'live', ref: '+', cursor: 'c0' });
  const heard = [];
  first.push.on('event', ({ id }) => heard.push(id));
  socket().say(event('c1', 1, 'c/d'), event('c2', 2));
  await settle();
  assert.deepEqual(heard, ['c2']);
});

test('a tab that is closed while it takes the lead leaves no connection', async () => {
  for (let i = 0; i < 2; i++) await openTab();
  const [leader, follower] = tabs;
  socket().say(open({ heartbeat: 600 }));
  await settle();
  leader.hung = true;
  const request = browser.request.bind(browser);
  let stealing = false;
  browser.request = (tab, name, options, callback) => {
    stealing ||= !!options.steal;
    return request(tab, name, options, callback);
  };
  for (let i = 0; i < 200 && !stealing; i++) {
    await settle();
    mock.timers.tick(250);
  }
  assert.ok(stealing);
  follower.push.close();
  await pass(10_000, 1_000);
  assert.equal(server.to('ws').filter(({ closed }) => !closed).length, 1, 'the one of the leader, which took the lead again');
  assert.equal(follower.push.state, 'closed');
});

test('a loop that was behind when its page left loses nothing of what came until it was back', async () => {
  const page = new EventTarget();
  await openTab('x/y');
  socket().say(open({ cursor: 'c0' }));
  const tab = browser.tab();
  globalThis.addEventListener = (...listener) => page.addEventListener(...listener);
  tab.run(() => {
    tab.push = connect(BASE, { transports: ['websocket'], fetch: server.fetch, WebSocket: server.WebSocket });
    tab.subscription = tab.push.subscribe('a/b');
  });
  delete globalThis.addEventListener;
  tabs.push(tab);
  await pass(50);
  const joined = [open({ ref: '+', cursor: 'c0' }), { control: 'live', ref: '+', cursor: 'c0' }];
  socket().say(...joined);
  await settle();
  for (let i = 1; i <= 1_100; i++) socket().say(event(`c${i}`, i));
  await settle();
  page.dispatchEvent(new Event('pagehide'));
  await pass(50);
  tab.run(() => page.dispatchEvent(new Event('pageshow')));
  let newest = 1_100;
  server.answers.poll = (request) => {
    const from = +request.params.since.slice(1);
    const count = Math.min(100, newest - from);
    const events = Array.from({ length: count }, (_, i) => event(`c${from + i + 1}`, from + i + 1));
    request.json({ cursor: `c${from + count}`, resumed: 'complete', events });
  };
  const seen = [];
  (async () => {
    for await (const { data } of tab.subscription) seen.push(data);
  })();
  await settle();
  await settle();
  // published before the connection carries the topic again
  newest = 1_105;
  await pass(50);
  socket().say(...joined);
  await settle();
  newest = 1_106;
  socket().say(event('c1106', 1_106));
  await pass(5_000);
  assert.deepEqual(seen, Array.from({ length: 1_106 }, (_, i) => i + 1));
});
