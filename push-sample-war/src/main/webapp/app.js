// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { Card, mebibytes, percent } from './card.js';
import { startChat } from './chat.js';
import { transports } from './transports.js';

const TOPIC = 'system/load';
const base = new URL('push/', document.baseURI);

document.getElementById('broken').remove();

let newest = 0;
const cards = transports.map(
  (transport) =>
    new Card({ transport, template: document.getElementById('card'), base, topic: TOPIC, event: showFigures }),
);
document.getElementById('cards').append(...cards.map(({ element }) => element));

function showFigures({ time, data }) {
  const published = Date.parse(time);
  if (published <= newest) return; // five ways bring each event, the fastest is shown
  newest = published;
  const { cpu, heap, gc, threads, connections } = data;
  const byTransport = Object.entries(connections).filter(([, count]) => count > 0);
  figure('system', percent(cpu.system));
  figure('processors', `of ${cpu.processors} processors`);
  figure('process', percent(cpu.process));
  figure('heap', mebibytes(heap.used));
  figure('heap-max', heap.max > 0 ? `of ${mebibytes(heap.max)}` : '');
  figure('gc', gc.count);
  figure('gc-time', `in ${gc.millis} ms`);
  figure('threads', threads);
  figure('connections', byTransport.reduce((sum, [, count]) => sum + count, 0));
  figure('transports', byTransport.map(([name, count]) => `${count} ${name}`).join(', '));
}

function figure(name, text) {
  document.querySelector(`[data-figure='${name}']`).textContent = text;
}

const all = document.getElementById('all');
all.addEventListener('click', () => {
  const pause = cards.some(({ paused }) => !paused);
  for (const card of cards) card.pause(pause);
  sayAll();
});
document.getElementById('cards').addEventListener('click', sayAll);

function sayAll() {
  all.textContent = cards.some(({ paused }) => !paused) ? 'Pause all' : 'Go on with all';
}

// Only the tab that was looked at last holds connections: over HTTP/1.1 a browser opens six to a server, all tabs
// together, and the next request would wait for ever. (The chat's WebSocket does not count there.)
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('push-sample') : undefined;
let elsewhere = false;

function setElsewhere(value) {
  elsewhere = value;
  document.getElementById('elsewhere').hidden = !value;
  for (const card of cards) card.yield(value);
}

function takeOver() {
  if (document.visibilityState !== 'visible') return;
  tabs?.postMessage('taken');
  if (elsewhere) setElsewhere(false);
}

tabs?.addEventListener('message', () => setElsewhere(true));
document.addEventListener('visibilitychange', takeOver);
window.addEventListener('focus', takeOver);
takeOver();

startChat(base);

document.getElementById('commands').textContent = [
  '# follow the feed, as server-sent events and as a stream of JSON lines',
  `curl -sN '${base}sse?topic=${TOPIC}'`,
  `curl -sN '${base}stream?topic=${TOPIC}'`,
  '',
  '# what is kept of it, and a long poll for the next reading',
  `curl -s '${base}poll?topic=${TOPIC}&since=earliest'`,
  `curl -s '${base}poll?topic=${TOPIC}&wait=5'`,
  '',
  '# say something in the chat',
  `curl -d 'hello from a terminal' '${base}publish?topic=demo/chat'`,
].join('\n');
