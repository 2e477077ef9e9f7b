// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Shows items in a list and touches only what changed, so that focus and scroll position stay where they are.
 * @template T
 * @param {HTMLElement} list
 * @param {T[]} items in the order wanted
 * @param {object} how
 * @param {(item: T) => string} how.key tells items apart
 * @param {(item: T) => string} how.version another one means that the element is made anew
 * @param {(item: T) => HTMLElement} how.make makes an element
 */
export function showKeyed(list, items, { key, version, make }) {
  const wanted = new Set(items.map(key));
  const shown = new Map();
  for (const element of [...list.children]) {
    if (wanted.has(element.dataset.key)) shown.set(element.dataset.key, element);
    else element.remove();
  }
  let next = list.firstElementChild;
  for (const item of items) {
    const element = current(shown.get(key(item)), item);
    if (element === next) next = next.nextElementSibling;
    else list.insertBefore(element, next);
  }

  function current(old, item) {
    if (old?.dataset.version === version(item)) return old;
    const fresh = make(item);
    Object.assign(fresh.dataset, { key: key(item), version: version(item) });
    if (!old) return fresh;
    const focused = old.contains(document.activeElement);
    if (next === old) next = fresh;
    old.replaceWith(fresh);
    if (focused) fresh.querySelector('a, button')?.focus();
    return fresh;
  }
}
