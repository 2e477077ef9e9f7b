// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The page that shows what it is worth to announce a page's assets.
 * @module
 */

import { CHANNEL, timings } from './resources/timings.js';
import { waterfall } from './resources/waterfall.js';

const WAYS = {
  push: 'The assets were pushed.',
  'early-hints': 'The assets were announced by a 103, before the page was made.',
  link: 'The assets were announced by the page’s own headers.',
  none: 'Nothing was announced.',
};

const $ = (id) => document.getElementById(id);

$('broken').remove();
$('measure').addEventListener('click', () => {
  const run = Date.now().toString(36);
  const opened = open(`slow/page?hints=off&run=${run}a`, 'push-sample-slow', 'popup,width=480,height=240');
  $('blocked').hidden = Boolean(opened);
});

new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => show(data));

if (document.readyState === 'complete') showOwn();
else addEventListener('load', () => setTimeout(showOwn));
showCounts();

function show({ hints, way, marks, end }) {
  const card = $(hints).closest('.card');
  waterfall($(hints), marks);
  card.querySelector('[data-part=empty]').hidden = true;
  const total = card.querySelector('[data-part=total]');
  total.hidden = false;
  total.textContent = `${Math.round(end)} ms`;
  if (hints !== 'on') return;
  $('way').hidden = false;
  $('way').textContent = WAYS[way];
  $('way').dataset.way = way;
  showCounts();
}

function showOwn() {
  waterfall($('own'), timings().filter(({ name }) => !name.startsWith('push/')));
}

async function showCounts() {
  const { resources } = await (await fetch('push/health')).json();
  for (const [way, count] of Object.entries(resources)) {
    document.querySelector(`#ways [data-way='${way}']`).textContent = count;
  }
}
