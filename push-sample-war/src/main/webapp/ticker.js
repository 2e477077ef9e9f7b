// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect } from './push/client.js';
import { Chart } from './parts/chart.js';
import { followState } from './parts/state.js';
import { names } from './parts/transports.js';
import { matches, problem } from './ticker/pattern.js';
import { Quotes } from './ticker/quotes.js';
import { Rate } from './ticker/rate.js';

const ALL = 'stocks/*';

const $ = (id) => document.getElementById(id);
const form = $('filter');
const rate = new Rate();
const heard = new Set();
let events = 0;
let subscription;

const push = connect();
followState(push, $('state'));
push.on('state', ({ state, transport }) => {
  $('transport').hidden = !transport;
  $('transport').dataset.transport = transport ?? '';
  $('transport').textContent = names[transport] ?? '';
  say('connections', state === 'open' ? 1 : 0);
});
push.on('error', ({ message, reason }) => ($('problem').textContent = reason === 'refused' ? message : ''));

const chart = new Chart($('chart'), { series: [{ label: 'price', fill: true }], unit: (price) => price.toFixed(2) });
const quotes = new Quotes($('quotes'), $('quote'), {
  choose: (symbol) => ($('chosen').textContent = symbol),
  only: (topic) => follow(topic),
});

form.addEventListener('submit', (submit) => {
  submit.preventDefault();
  follow(form.elements.topics.value);
});
$('everything').addEventListener('click', () => follow(ALL));

// takes the place of what was followed before; the connection stays
function follow(text, since) {
  const topics = [...new Set(text.split(/[\s,]+/).filter(Boolean))];
  form.elements.topics.value = topics.join(' ');
  const wrong = topics.length ? topics.map(problem).find(Boolean) : 'Name a topic, or a pattern.';
  $('problem').textContent = wrong ?? '';
  if (wrong) return;
  const next = push.subscribe(topics, take, { since });
  subscription?.close();
  subscription = next;
  heard.clear();
  quotes.only((topic) => topics.some((pattern) => matches(pattern, topic)));
  say('subscriptions', 1);
}

function take(event) {
  events++;
  rate.add(Date.parse(event.time));
  if (heard.size < 1_000) heard.add(event.topic);
  quotes.take(event);
  if (quotes.size > $('topics').children.length) suggest(event.topic);
}

function suggest(topic) {
  $('topics').append(Object.assign(document.createElement('option'), { value: topic }));
}

function say(name, text) {
  document.querySelector(`[data-part='${name}']`).textContent = text;
}

setInterval(() => {
  say('heard', heard.size);
  say('rate', rate.now().toFixed(1));
  say('events', events.toLocaleString('en'));
  $('none').hidden = quotes.size > 0;
  chart.draw([quotes.line()]);
}, 500);

// what is kept of the last minutes comes first, so that there are lines at once
follow(ALL, 'earliest');
