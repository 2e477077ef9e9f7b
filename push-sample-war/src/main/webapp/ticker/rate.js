// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const SPAN_MS = 5_000;
const MOST = 2_000;

/** Events a second, by the times that the server gave them: a replayed history does not count as now. */
export class Rate {
  #times = [];

  add(time) {
    this.#times.push(time);
    while (this.#times.length > MOST || time - this.#times[0] > SPAN_MS) this.#times.shift();
  }

  /** The rate of the last seconds before the newest event. */
  now() {
    const [first, last] = [this.#times[0], this.#times.at(-1)];
    return this.#times.length < 2 ? 0 : ((this.#times.length - 1) * 1_000) / Math.max(1_000, last - first);
  }
}
