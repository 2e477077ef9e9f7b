// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { spark, sparkElement } from '../parts/spark.js';

const KEPT = 400;
const SPARK = 40;
const DIGITS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const percents = new Intl.NumberFormat('en', { ...DIGITS, signDisplay: 'exceptZero' });
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** One row: the newest price, the change and the prices before. */
export class Quote {
  #parts = {};
  #times = [];
  #prices = [];
  #data;
  #painted;

  /**
   * @param {HTMLElement} row a `tr`
   * @param {{symbol: string, name: string}} company
   */
  constructor(row, { symbol, name }) {
    this.row = row;
    this.symbol = symbol;
    row.dataset.symbol = symbol;
    for (const part of row.querySelectorAll('[data-part]')) this.#parts[part.dataset.part] = part;
    this.#parts.choose.textContent = symbol;
    this.#parts.choose.setAttribute('aria-label', `${symbol}: show in the chart`);
    this.#parts.only.setAttribute('aria-label', `Only this: ${symbol}`);
    this.#parts.name.textContent = name;
    this.#parts.line.append(sparkElement());
    this.chosen(false);
  }

  /** Takes a price; it is shown with the next `paint`. */
  take(data, time) {
    this.#data = data;
    this.#times.push(time / 1_000);
    this.#prices.push(data.price);
    if (this.#prices.length <= KEPT) return;
    this.#times.shift();
    this.#prices.shift();
  }

  /** Marks the row whose prices the chart shows. */
  chosen(chosen) {
    this.#parts.choose.setAttribute('aria-pressed', chosen);
  }

  /** Times and prices, the newest last. */
  line() {
    return [this.#times, this.#prices];
  }

  /** Shows the newest price, and a flash where it moved. */
  paint() {
    const { price, change } = this.#data;
    this.#parts.price.textContent = price.toFixed(2);
    const way = change > 0 ? 'up' : change < 0 ? 'down' : 'even';
    this.#parts.change.dataset.way = way;
    this.#parts.change.textContent = typeof change === 'number' ? `${percents.format(change)} %` : '–';
    spark(this.#parts.line.firstElementChild, this.#prices.slice(-SPARK), SPARK);
    if (this.#painted !== undefined && this.#painted !== price) this.#flash(price > this.#painted);
    this.#painted = price;
  }

  #flash(up) {
    if (still.matches) return;
    const color = `color-mix(in srgb, var(${up ? '--good' : '--bad'}) 26%, transparent)`;
    this.#parts.price.animate([{ backgroundColor: color }, { backgroundColor: 'transparent' }], 700);
  }
}
