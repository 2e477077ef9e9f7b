// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Draws when what was loaded.
 * @module
 */

/** Fills a list with a bar for each of some timings. */
export function waterfall(list, marks) {
  const end = Math.max(1, ...marks.map((mark) => mark.end));
  list.replaceChildren(...marks.map((mark) => row(mark, end)));
}

function row({ name, start, end, by }, last) {
  const item = document.createElement('li');
  item.dataset.by = by;
  const code = document.createElement('code');
  code.textContent = code.title = name.replace(/.*\//, '');
  const lane = document.createElement('span');
  lane.className = 'lane';
  const bar = document.createElement('i');
  bar.style.setProperty('--from', start / last);
  bar.style.setProperty('--share', (end - start) / last);
  lane.append(bar);
  const time = document.createElement('time');
  time.textContent = `${Math.round(end)} ms`;
  item.append(code, lane, time);
  return item;
}
