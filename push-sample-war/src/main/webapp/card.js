// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { Feed } from './transports.js';

const SAMPLES = 30;
const WIDTH = 120;
const HEIGHT = 32;

/** One transport's card: starts and stops the reader, and shows what it reads. */
export class Card {
  #setup;
  #element;
  #parts = {};
  #abort;
  #feed;
  #cursor;
  #paused = false;
  #yielded = false;
  #events = 0;
  #requests = 0;
  #openedAt = 0;
  #replayed = 0;
  #samples = [];
  #last;
  #dirty = false;

  /**
   * @param {object} setup
   * @param {object} setup.transport one of `transports`
   * @param {HTMLTemplateElement} setup.template what a card looks like
   * @param {URL} setup.base where the kit answers
   * @param {string} setup.topic what to follow
   * @param {(event: object) => void} setup.event takes each event
   */
  constructor(setup) {
    this.#setup = setup;
    const { transport, template } = setup;
    this.#element = template.content.firstElementChild.cloneNode(true);
    this.#element.id = transport.id;
    this.#find('h3').textContent = transport.name;
    this.#find('.what').textContent = transport.what;
    this.#find('.path').textContent = transport.path;
    for (const part of this.#element.querySelectorAll('[data-part]')) this.#parts[part.dataset.part] = part;
    this.#find('button').addEventListener('click', () => this.pause(!this.#paused));
    this.#apply();
  }

  get element() {
    return this.#element;
  }

  get paused() {
    return this.#paused;
  }

  /** Stops or goes on, as the user wants it. */
  pause(paused) {
    this.#paused = paused;
    this.#apply();
  }

  /** Gives its connection up for another tab, or takes it back. */
  yield(yielded) {
    this.#yielded = yielded;
    this.#apply();
  }

  #find(selector) {
    return this.#element.querySelector(selector);
  }

  #apply() {
    const button = this.#find('button');
    button.textContent = this.#paused ? 'Go on' : 'Pause';
    button.setAttribute('aria-label', `${button.textContent}: ${this.#setup.transport.name}`);
    const run = !this.#paused && !this.#yielded;
    if (run && !this.#abort) this.#start();
    if (!run && this.#abort) this.#stop();
    if (!run) this.#state('paused', this.#paused ? '' : 'another tab has the connections');
  }

  #start() {
    const abort = new AbortController();
    const mine = (tell) => (...told) => this.#abort === abort && tell(...told);
    this.#abort = abort;
    this.#feed = new Feed({
      base: this.#setup.base,
      topic: this.#setup.topic,
      cursor: this.#cursor,
      signal: abort.signal,
      event: mine((event) => this.#event(event)),
      state: mine((state, detail) => this.#state(state, detail)),
      resumed: mine((resumed, reason) => this.#resumed(resumed, reason)),
      requested: mine(() => (this.#parts.requests.textContent = ++this.#requests)),
    });
    this.#setup.transport.run(this.#feed);
  }

  #stop() {
    this.#abort.abort();
    this.#abort = undefined;
  }

  #event(event) {
    this.#cursor = event.id;
    this.#events++;
    this.#last = { event, lag: Date.now() - Date.parse(event.time) };
    if (this.#openedAt && Date.parse(event.time) < this.#openedAt) this.#replayed++;
    else this.#openedAt = 0;
    this.#samples.push(event.data.cpu?.system ?? 0);
    if (this.#samples.length > SAMPLES) this.#samples.shift();
    this.#setup.event(event);
    this.#later();
  }

  #state(state, detail = '') {
    const element = this.#find('.state');
    element.dataset.state = state;
    element.firstElementChild.textContent = state;
    this.#parts.detail.textContent = detail;
  }

  #resumed(resumed, reason) {
    const part = this.#parts.resumed;
    part.dataset.resumed = resumed;
    part.textContent = reason ? `${resumed}: ${reason}` : resumed;
    this.#openedAt = resumed === 'complete' ? Date.now() : 0;
    this.#replayed = 0;
  }

  // a replay brings hundreds of events at once, of which the eye sees one
  #later() {
    if (this.#dirty) return;
    this.#dirty = true;
    requestAnimationFrame(() => this.#show());
  }

  #show() {
    this.#dirty = false;
    const { event, lag } = this.#last;
    const { cpu, heap } = event.data;
    this.#parts.value.textContent = `CPU ${percent(cpu.system)} · heap ${mebibytes(heap.used)}`;
    this.#parts.lag.textContent = duration(lag);
    this.#parts.events.textContent = this.#events;
    if (this.#replayed) this.#parts.detail.textContent = `${this.#replayed} missed, then replayed`;
    const step = WIDTH / (SAMPLES - 1);
    const start = WIDTH - (this.#samples.length - 1) * step;
    const points = this.#samples.map((value, i) => `${start + i * step},${HEIGHT - 2 - value * (HEIGHT - 4)}`);
    this.#find('polyline').setAttribute('points', points.join(' '));
  }
}

/** Writes a share of 0 to 1. */
export function percent(share) {
  return share === null || share === undefined ? 'unknown' : `${Math.round(share * 100)} %`;
}

/** Writes a number of bytes. */
export function mebibytes(bytes) {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}

/** Writes milliseconds; clocks that disagree make no negative lag. */
export function duration(milliseconds) {
  const ms = Math.max(0, milliseconds);
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
