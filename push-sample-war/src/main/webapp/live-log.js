// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { showCommands } from './parts/commands.js';
import { whileInFront } from './parts/front.js';
import { readByEvents } from './live-log/events.js';
import { Reader } from './live-log/reader.js';
import { SharedText } from './live-log/shared-text.js';
import { readInTurns } from './live-log/turns.js';

const NAME = 'demo/log';
const TYPE = 'text/plain; charset=utf-8';
const LINES = 12;
const AWAY = 3_000;

const events = { id: 'sse', name: 'Server-sent events' };
const longPoll = { id: 'long-poll', name: 'Long poll, in turns' };
const poll = { id: 'poll', name: 'Read now and then' };
const WAYS = [events, events, longPoll, longPoll, longPoll, longPoll, poll, poll, poll, poll];

const $ = (id) => document.getElementById(id);
const address = new URL(`push/streams/${NAME}`, document.baseURI);
const readers = WAYS.map((way, i) => new Reader({ number: i + 1, way, template: $('reader') }));
let shared = new SharedText();
let left = readers.length;
let stops = [];
let timer;
let front = false;

$('readers').append(...readers.map(({ element }) => element));
$('cut').addEventListener('click', () => {
  stop();
  for (const reader of readers) reader.state('waiting', AWAY);
  later(read, AWAY);
});
$('say').addEventListener('submit', (submit) => {
  submit.preventDefault();
  const { text } = submit.target.elements;
  append(`${new Date().toISOString()} SAID ${text.value}\n`);
  text.value = '';
});
$('end').addEventListener('click', () => append(undefined, { 'Stream-Closed': 'true' }));

// all begin at the same place, so that they have the same text
async function begin(offset = 'now') {
  const answer = await fetch(`${address}?offset=${offset}`, { cache: 'no-store' }).catch(() => undefined);
  if (!front) return;
  if (!answer?.ok || (offset === 'now' && answer.headers.has('Stream-Closed'))) {
    later(() => begin('-1'), 1_000);
    return;
  }
  shared = new SharedText();
  const from = offset === 'now' ? answer.headers.get('Stream-Next-Offset') : offset;
  for (const reader of readers) reader.begin(from, shared);
  read();
}

// two connections for events, two for long polls, one for reads: the sixth is free
function read() {
  left = readers.length;
  const setup = { address, closed };
  const by = (way) => readers.filter((reader, i) => WAYS[i] === way);
  const polls = by(longPoll);
  stops = [
    ...by(events).map((reader) => readByEvents(reader, setup)),
    readInTurns(polls.slice(0, 2), { ...setup, waits: true }),
    readInTurns(polls.slice(2), { ...setup, waits: true }),
    readInTurns(by(poll), { ...setup, waits: false, pause: 300 }),
  ];
}

// the server begins another log a few seconds after the end of one
function closed() {
  if (--left > 0) return;
  stop();
  $('status').textContent = 'The log was closed: all readers know that it is complete. Another one begins in a moment.';
  later(anew, 1_000);
}

async function anew() {
  const answer = await fetch(address, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (!answer?.ok || answer.headers.has('Stream-Closed')) return later(anew, 1_000);
  $('status').textContent = '';
  return begin('-1');
}

function later(what, delay) {
  clearTimeout(timer);
  timer = setTimeout(what, delay);
}

function stop() {
  clearTimeout(timer);
  for (const end of stops) end();
  stops = [];
}

async function append(body, headers = {}) {
  const answer = await fetch(address, { method: 'POST', body, headers: { 'Content-Type': TYPE, ...headers } });
  $('status').textContent = answer.ok ? '' : `The server did not take it: ${answer.status}.`;
}

whileInFront((now) => {
  front = now;
  $('elsewhere').hidden = now;
  if (now) {
    if (readers[0].offset) read();
    else begin();
    return;
  }
  stop();
  for (const reader of readers) reader.state('paused');
});

setInterval(() => {
  const text = shared.last(LINES);
  if ($('text').textContent !== text) $('text').textContent = text;
}, 250);

showCommands($('commands'), [
  ['Read all that is there', `curl -s '${address}?offset=-1'`],
  ['Follow it', `curl -sN '${address}?offset=now&live=sse'`],
  ['Follow it without any frame around the bytes, as tail -f does', `curl -sN '${new URL(`push/media/${NAME}`, document.baseURI)}'`],
  ['Add a line', `echo 'hello from a terminal' | curl --data-binary @- -H 'Content-Type: ${TYPE}' '${address}'`],
  ['Follow a log of your own', `tail -f /var/log/syslog | curl -T - -H 'Content-Type: text/plain' '${new URL('push/streams/demo/syslog', document.baseURI)}'`],
]);
