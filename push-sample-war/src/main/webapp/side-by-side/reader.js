// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect } from '../push/client.js';
import { bytes, count, duration, percent } from '../parts/format.js';
import { Meter } from '../parts/meter.js';
import { Recent } from '../parts/recent.js';
import { showState } from '../parts/state.js';
import { TOPIC, WINDOW } from './feed.js';

/** One transport's card: a client that uses this transport and no other, and what it sees. */
export class Reader {
  #transport;
  #seen;
  #parts = {};
  #button;
  #meter = new Meter();
  #push;
  #subscription;
  #cursor;
  #paused = false;
  #front = false;
  #events = 0;
  #leastLag = Infinity;
  #openedAt = 0;
  #replayed = 0;
  #last;
  #dirty = false;

  /**
   * @param {object} setup
   * @param {{id: string, name: string, path: string, what: string}} setup.transport
   * @param {HTMLTemplateElement} setup.template what a card looks like
   * @param {(event: object) => void} setup.seen takes each event
   */
  constructor({ transport, template, seen }) {
    this.#transport = transport;
    this.#seen = seen;
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.transport = transport.id;
    this.lag = new Recent(WINDOW);
    for (const part of this.element.querySelectorAll('[data-part]')) this.#parts[part.dataset.part] = part;
    this.#parts.name.textContent = transport.name;
    this.#parts.what.textContent = transport.what;
    this.#parts.path.textContent = transport.path;
    this.#button = this.element.querySelector('button');
    this.#button.addEventListener('click', () => this.pause(!this.#paused));
    this.#apply();
  }

  get paused() {
    return this.#paused;
  }

  /** Stops, or goes on behind the last event, as the user wants it. */
  pause(paused) {
    this.#paused = paused;
    this.#apply();
  }

  /** Gives its connection up for another tab, or takes it back. */
  inFront(front) {
    this.#front = front;
    this.#apply();
  }

  #apply() {
    this.#button.textContent = this.#paused ? 'Go on' : 'Pause';
    this.#button.setAttribute('aria-label', `${this.#button.textContent}: ${this.#transport.name}`);
    const run = this.#front && !this.#paused;
    if (run && !this.#push) this.#start();
    if (!run && this.#push) this.#stop();
    if (!run) showState(this.#parts.state, 'paused');
  }

  #start() {
    const push = connect(undefined, {
      transports: [this.#transport.id],
      share: false,
      interval: 1_000,
      fetch: this.#meter.fetch,
      WebSocket: this.#meter.WebSocket,
    });
    this.#push = push;
    push.on('state', (state) => push === this.#push && this.#state(state));
    push.on('gap', ({ reason }) => this.#resumed(`gap: ${reason}`, 'gap'));
    push.on('error', ({ message }) => this.#say(message));
    this.#say('');
    this.#subscription = push.subscribe(TOPIC, (event) => this.#event(event), { since: this.#cursor });
  }

  #stop() {
    const push = this.#push;
    this.#push = undefined;
    this.#cursor = this.#subscription.cursor ?? this.#cursor ?? push.cursor;
    this.lag.add(null);
    push.close();
  }

  #state({ state, delay, resumed }) {
    showState(this.#parts.state, state, delay);
    if (state !== 'open') return;
    this.#say('');
    // with a cursor the client reads what is missing, and says so where that is not all
    const how = resumed === 'none' && this.#cursor ? 'complete' : resumed;
    if (how) this.#resumed(how, how);
  }

  #resumed(text, how) {
    this.#parts.resumed.textContent = text;
    this.#parts.resumed.dataset.resumed = how;
    this.#openedAt = how === 'none' ? 0 : Date.now();
    this.#replayed = 0;
  }

  #event(event) {
    const time = Date.parse(event.time);
    const lag = Date.now() - time;
    this.#leastLag = Math.min(this.#leastLag, lag); // takes in what the two clocks differ
    this.#events++;
    this.#last = { event, lag };
    if (time + this.#leastLag < this.#openedAt) this.#replayed++;
    else this.lag.add(lag);
    this.#seen(event);
    this.#later();
  }

  #say(text) {
    this.#parts.detail.textContent = text;
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
    this.#parts.value.textContent = percent(event.data.cpu?.system);
    this.#parts.lag.textContent = duration(lag);
    this.#parts.events.textContent = this.#events;
    this.#parts.requests.textContent = this.#meter.requests;
    this.#parts.bytes.textContent = bytes(this.#meter.bytes);
    if (this.#replayed) this.#say(`${count(this.#replayed, 'event')} missed, then replayed`);
  }
}
