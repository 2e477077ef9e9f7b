// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const KEPT = 900;

/**
 * Tells whether one reader lost an event, by what all the others have seen. Events come to everybody in one order, so
 * what others saw and the reader passed over is lost; what lies behind its newest is on its way.
 */
export class Witness {
  lost = 0;
  twice = 0;
  late = 0;
  #first;
  #newest;
  #others = new Map();
  #mine = new Map();

  /** Another reader has seen this event. */
  other({ id, time }) {
    if (this.#mine.has(id) || this.#others.has(id)) return;
    if (this.#first === undefined || Date.parse(time) < this.#first) return; // from before the reader began
    remember(this.#others, id, Date.parse(time));
    if (Date.parse(time) < this.#newest) this.#judge();
    this.late = this.#others.size;
  }

  /** The reader itself has seen this event. */
  mine({ id, time }) {
    const at = Date.parse(time);
    this.#first ??= at;
    this.#newest = Math.max(this.#newest ?? at, at);
    if (this.#mine.has(id)) this.twice++;
    remember(this.#mine, id, at);
    this.#others.delete(id);
    this.#judge();
    this.late = this.#others.size;
  }

  #judge() {
    for (const [id, time] of this.#others) {
      if (time >= this.#newest) continue;
      this.lost++;
      this.#others.delete(id);
      remember(this.#mine, id, time); // counted once
    }
  }
}

function remember(map, id, time) {
  map.set(id, time);
  if (map.size > KEPT) map.delete(map.keys().next().value);
}
