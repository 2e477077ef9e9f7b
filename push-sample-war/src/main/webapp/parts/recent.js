// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const KEPT = 600;

/** The samples of the last while, for a chart. Bounded by time and by number. */
export class Recent {
  #span;
  #samples = [];

  /** @param {number} seconds how long a sample is kept */
  constructor(seconds) {
    this.#span = seconds * 1_000;
  }

  /** Adds a sample; `null` breaks the line. */
  add(value, time = Date.now()) {
    this.#samples.push([time, value]);
    while (this.#samples.length > KEPT || time - this.#samples[0][0] > this.#span) this.#samples.shift();
  }

  /** The samples as x (seconds before now) and y values. */
  line(now = Date.now()) {
    return [this.#samples.map(([time]) => (time - now) / 1_000), this.#samples.map(([, value]) => value)];
  }
}
