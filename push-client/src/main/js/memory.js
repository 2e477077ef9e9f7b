// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

// what worked at home need not work at the office
const key = ({ base }, rungs) => `push:${base.href}:${rungs}:${globalThis.navigator?.connection?.type ?? ''}`;

/**
 * The rung that worked last on this network, where the browser remembers.
 * @param {import('./types.js').Settings} settings
 * @param {string[]} rungs
 * @returns {number} its index
 */
export function recall(settings, rungs) {
  try {
    return Math.max(0, rungs.indexOf(globalThis.localStorage.getItem(key(settings, rungs))));
  } catch {
    return 0; // a browser that stores nothing
  }
}

/**
 * Remembers the rung that works on this network.
 * @param {import('./types.js').Settings} settings
 * @param {string[]} rungs
 * @param {string} name
 */
export function remember(settings, rungs, name) {
  try {
    globalThis.localStorage.setItem(key(settings, rungs), name);
  } catch {
    // tried from the top the next time
  }
}
