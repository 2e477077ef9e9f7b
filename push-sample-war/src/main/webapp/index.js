// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect } from './push/client.js';
import { mebibytes, percent } from './parts/format.js';
import { spark, sparkElement } from './parts/spark.js';
import { followState } from './parts/state.js';
import { names } from './parts/transports.js';
import { showCommands } from './parts/commands.js';

const SAMPLES = 40;
const TOPIC = 'system/load';

const push = connect();
followState(push, document.getElementById('state'));
push.on('state', ({ transport }) => {
  const chip = document.getElementById('transport');
  chip.hidden = !transport;
  chip.dataset.transport = transport ?? '';
  chip.textContent = names[transport] ?? '';
});
push.subscribe(TOPIC, ({ data }) => showFigures(data));

const lines = { system: [], process: [], heap: [] };
for (const name of Object.keys(lines)) figure(name).closest('div').append(sparkElement());

function showFigures({ cpu, heap, gc, threads, connections }) {
  const byTransport = Object.entries(connections).filter(([, count]) => count > 0);
  say('system', percent(cpu.system));
  say('processors', `of ${cpu.processors} processors`);
  say('process', percent(cpu.process));
  say('heap', mebibytes(heap.used));
  say('heap-max', heap.max > 0 ? `of ${mebibytes(heap.max)}` : '');
  say('gc', gc.count);
  say('gc-time', `in ${gc.millis} ms`);
  say('threads', threads);
  say('connections', byTransport.reduce((sum, [, count]) => sum + count, 0));
  say('transports', byTransport.map(([name, count]) => `${count} ${name}`).join(', '));
  draw('system', cpu.system ?? 0, [0, 1]);
  draw('process', cpu.process ?? 0, [0, 1]);
  draw('heap', heap.used);
}

function draw(name, value, bounds) {
  const line = lines[name];
  line.push(value);
  if (line.length > SAMPLES) line.shift();
  spark(figure(name).closest('div').querySelector('svg'), line, SAMPLES, bounds);
}

function say(name, text) {
  figure(name).textContent = text;
}

function figure(name) {
  return document.querySelector(`[data-figure='${name}']`);
}

const base = new URL('push/', document.baseURI);
showCommands(document.getElementById('commands'), [
  ['What is kept, and a cursor to go on from', `curl -s '${base}poll?topic=${TOPIC}&since=earliest'`],
  ['Wait for the next one: a long poll', `curl -s '${base}poll?topic=${TOPIC}&wait=5'`],
  ['Follow, as server-sent events', `curl -sN '${base}sse?topic=${TOPIC}'`],
  ['Follow, as a stream of JSON lines', `curl -sN '${base}stream?topic=stocks/*'`],
  ['Both directions, over WebSocket', `npx wscat -c '${base.href.replace('http', 'ws')}ws?topic=${TOPIC}'`],
  ['Say something in the chat', `curl -d 'hello from a terminal' '${base}publish?topic=demo/chat/lobby'`],
]);
