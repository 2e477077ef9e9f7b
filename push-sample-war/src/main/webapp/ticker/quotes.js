// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { Quote } from './quote.js';

const MOST = 64;

/** The table: a row for each topic that says a price, in the order of their names. */
export class Quotes {
  #body;
  #template;
  #tell;
  #rows = new Map();
  #chosen;
  #dirty = new Set();

  /**
   * @param {HTMLElement} body a `tbody`
   * @param {HTMLTemplateElement} template a row
   * @param {object} tell
   * @param {(symbol: string) => void} tell.choose a row was chosen for the chart
   * @param {(topic: string) => void} tell.only nothing but this topic is wanted
   */
  constructor(body, template, tell) {
    this.#body = body;
    this.#template = template;
    this.#tell = tell;
  }

  get size() {
    return this.#rows.size;
  }

  /** Takes an event; those that say no price have no row. */
  take({ topic, time, data }) {
    if (!Number.isFinite(data?.price)) return; // what JSON calls 1e999 is Infinity here
    const quote = this.#rows.get(topic) ?? this.#add(topic, data);
    if (!quote) return;
    quote.take(data, Date.parse(time));
    if (!this.#dirty.size) requestAnimationFrame(() => this.#paint()); // once a frame, however many come
    this.#dirty.add(quote);
  }

  /** Shows the rows of these topics and hides the others. */
  only(wanted) {
    for (const [topic, quote] of this.#rows) quote.row.hidden = !wanted(topic);
    const [first] = [...this.#rows.values()].filter(({ row }) => !row.hidden);
    if (this.#chosen?.row.hidden && first) this.#choose(first);
  }

  /** The prices of the chosen row, for the chart. */
  line() {
    return this.#chosen?.line() ?? [[], []];
  }

  #add(topic, { symbol, name }) {
    if (this.#rows.size >= MOST) return undefined;
    const row = this.#template.content.firstElementChild.cloneNode(true);
    const quote = new Quote(row, { symbol: text(symbol, topic), name: text(name, '') });
    row.querySelector('[data-part="choose"]').addEventListener('click', () => this.#choose(quote));
    row.querySelector('[data-part="only"]').addEventListener('click', () => this.#tell.only(topic));
    const after = [...this.#rows.values()].find((other) => other.symbol > quote.symbol);
    this.#rows.set(topic, quote);
    this.#rows = new Map([...this.#rows].sort(([, a], [, b]) => (a.symbol < b.symbol ? -1 : 1)));
    this.#body.insertBefore(row, after?.row ?? null);
    if (!this.#chosen) this.#choose(quote);
    return quote;
  }

  #choose(quote) {
    this.#chosen?.chosen(false);
    this.#chosen = quote;
    quote.chosen(true);
    this.#tell.choose(quote.symbol);
  }

  #paint() {
    for (const quote of this.#dirty) quote.paint();
    this.#dirty.clear();
  }
}

// anybody may publish anything
function text(value, otherwise) {
  return typeof value === 'string' ? value : otherwise;
}
