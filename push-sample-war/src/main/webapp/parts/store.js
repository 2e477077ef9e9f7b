// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const PREFIX = 'push-sample-';

/** What was kept under this name in an earlier visit, or the fallback. */
export function kept(name, fallback) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? fallback;
  } catch {
    return fallback; // a browser that stores nothing, or something else was stored
  }
}

/** Keeps a value for the next visit, where the browser allows it. */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // full or forbidden: the next visit begins anew
  }
}
