// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { Chart } from './parts/chart.js';
import { duration } from './parts/format.js';
import { whileInFront } from './parts/front.js';
import { transports } from './parts/transports.js';
import { WINDOW } from './side-by-side/feed.js';
import { Ladder } from './side-by-side/ladder.js';
import { Reader } from './side-by-side/reader.js';

const template = document.getElementById('card');
const ladder = new Ladder(document.getElementById('ladder'));
const seen = (event) => ladder.compare(event);
const readers = transports.map((transport) => new Reader({ transport, template, seen }));
document.getElementById('cards').prepend(...readers.map(({ element }) => element));

const alone = { series: [{ label: 'lag', fill: true }], seconds: WINDOW, unit: duration };
const each = readers.map(({ element }) => new Chart(element.querySelector('.chart'), alone));
// dashes as well as colours, in the order of the transports
const dashes = [[], [8, 4], [2, 3], [12, 4, 2, 4], [5, 5]];
const all = new Chart(document.getElementById('lags'), {
  series: transports.map(({ id, name }, i) => ({ label: name, color: `--${id}`, dash: dashes[i] })),
  seconds: WINDOW,
  log: true,
  unit: duration,
});

// one clock for all charts; while the tab is hidden the browser slows it down by itself
setInterval(draw, 1_000);
function draw() {
  const lines = readers.map(({ lag }) => lag.line());
  each.forEach((chart, i) => chart.draw([lines[i]]));
  // a logarithm needs some
  const least = (lag) => (lag === null ? null : Math.max(1, lag));
  all.draw(lines.map(([x, y]) => [x, y.map(least)]));
}

const everybody = document.getElementById('all');
everybody.addEventListener('click', () => {
  const pause = readers.some(({ paused }) => !paused);
  for (const reader of readers) reader.pause(pause);
  sayAll();
});
document.getElementById('cards').addEventListener('click', sayAll);

function sayAll() {
  everybody.textContent = readers.some(({ paused }) => !paused) ? 'Pause all' : 'Go on with all';
}

whileInFront((front) => {
  document.getElementById('elsewhere').hidden = front;
  ladder.inFront(front);
  for (const reader of readers) reader.inFront(front);
});
