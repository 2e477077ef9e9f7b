// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const ID = 'push-sample-player';
const NAME = 'push-sample-player-name';

/** The player's own name for itself: new in each tab, the same after a reload. */
export function myId() {
  const known = read(() => sessionStorage, ID);
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  const id = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  write(() => sessionStorage, ID, id);
  return id;
}

/** What others call the player. */
export function myName() {
  return read(() => localStorage, NAME) ?? `guest ${Math.floor(Math.random() * 900 + 100)}`;
}

/** Keeps another name for the next time. */
export function rename(name) {
  write(() => localStorage, NAME, name.trim());
}

// A browser that stores nothing throws as soon as it is asked for its store.
function read(store, key) {
  try {
    return store().getItem(key);
  } catch {
    return null;
  }
}

function write(store, key, value) {
  try {
    store().setItem(key, value);
  } catch {
    // asked again next time
  }
}
