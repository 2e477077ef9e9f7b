// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const KEPT = 4_096;

/**
 * Makes a memory of the ids that came last, by which what arrives a second time is known: once by a replay and once
 * live, or from one leading tab and from the next.
 * @returns {(id: string) => boolean} whether this id is new; it is not the next time
 */
export function recent() {
  const ids = new Set();
  return (id) => {
    if (ids.has(id)) return false;
    ids.add(id);
    if (ids.size > KEPT) ids.delete(ids.values().next().value);
    return true;
  };
}
