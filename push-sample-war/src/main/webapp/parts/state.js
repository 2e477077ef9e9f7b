// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { duration } from './format.js';

const WORDS = { idle: 'not started', connecting: 'connecting', open: 'live', closed: 'closed', paused: 'paused' };

/**
 * Shows how a connection is doing, as a shape, a colour and a word.
 * @param {HTMLElement} element a `.state` with a `span` in it
 * @param {string} state one of the client's states, or `paused`
 * @param {number} [delay] milliseconds until the next try
 */
export function showState(element, state, delay) {
  element.dataset.state = state;
  const word = state === 'waiting' ? `next try in ${duration(delay ?? 0)}` : WORDS[state];
  const text = element.querySelector('span');
  if (text.textContent !== word) text.textContent = word; // a live region speaks only when something changed
}

/** Shows the states of a client as they change, and from now on. */
export function followState(push, element) {
  showState(element, push.state);
  push.on('state', ({ state, delay }) => showState(element, state, delay));
}
