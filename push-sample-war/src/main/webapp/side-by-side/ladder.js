// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect } from '../push/client.js';
import { clock, duration } from '../parts/format.js';
import { Gate } from '../parts/gate.js';
import { followState } from '../parts/state.js';
import { names } from '../parts/transports.js';
import { TOPIC } from './feed.js';
import { Witness } from './witness.js';

const KEPT = 40;
const WORDS = {
  unreachable: 'does not get through',
  silent: 'is silent',
  ended: 'was cut',
  refused: 'was refused',
  'not-push': 'is answered by something else',
  closed: 'was closed by the server',
};

/** A client with every transport, behind a gate that the reader of the page can shut. */
export class Ladder {
  #element;
  #gate = new Gate();
  #witness = new Witness();
  #push;
  #subscription;
  #cursor;
  #events = 0;
  #rung;

  /** @param {HTMLElement} element the card, with a `[data-rung]` for each transport */
  constructor(element) {
    this.#element = element;
    for (const rung of element.querySelectorAll('[data-rung]')) {
      rung.querySelector('input').addEventListener('change', () => this.#switch(rung));
    }
    element.querySelector('select').addEventListener('change', () => {
      for (const rung of element.querySelectorAll('[data-rung]')) {
        if (!rung.querySelector('input').checked) this.#switch(rung);
      }
    });
    element.querySelector('[data-part="anew"]').addEventListener('click', () => {
      this.inFront(false);
      this.inFront(true);
    });
  }

  /** Connects, behind the last event, or lets the connection go. */
  inFront(front) {
    if (front && !this.#push) this.#start();
    if (!front && this.#push) this.#stop();
  }

  /** What one of the others has seen, to compare with. */
  compare(event) {
    this.#witness.other(event);
    this.#show();
  }

  #start() {
    // the client remembers for each address what worked: what is shut here must not count for the other pages
    const push = connect(new URL('push/?ladder', document.baseURI), {
      share: false,
      // in a hurry, so that it is seen: the defaults are 3 s, 60 s and what the server wants
      patience: 2_500,
      upgrade: 3_000,
      heartbeat: 2,
      interval: 1_000,
      fetch: this.#gate.fetch,
      WebSocket: this.#gate.WebSocket,
    });
    this.#push = push;
    this.#gate.inUse = () => push.transport;
    followState(push, this.#part('state'));
    push.on('state', ({ state, transport, delay, resumed }) => {
      if (push !== this.#push) return;
      this.#mark(state === 'open' ? transport : undefined);
      if (state === 'open') this.#log(`${names[transport]} is open`, transport, resumed && `resumed: ${resumed}`);
      if (state === 'waiting') this.#log(`next try in ${duration(delay)}`);
    });
    push.on('gap', ({ reason }) => this.#log(`events were lost: ${reason}`));
    push.on('error', ({ reason, message, transport }) => {
      this.#log(`${names[transport] ?? 'Connection'}: ${WORDS[reason] ?? message}`, transport);
    });
    this.#subscription = push.subscribe(TOPIC, (event) => this.#event(event), { since: this.#cursor });
  }

  #stop() {
    const push = this.#push;
    this.#push = undefined;
    this.#cursor = this.#subscription.cursor ?? this.#cursor ?? push.cursor;
    push.close();
    this.#mark(undefined);
  }

  #event(event) {
    this.#events++;
    this.#witness.mine(event);
    this.#show();
  }

  #switch(rung) {
    const transport = rung.dataset.rung;
    const open = rung.querySelector('input').checked;
    const how = this.#element.querySelector('select').value;
    if (open) this.#gate.open(transport);
    else this.#gate.shut(transport, how);
    rung.toggleAttribute('data-shut', !open);
    this.#log(`you ${open ? 'opened' : 'shut'} ${names[transport]}`, transport);
  }

  #mark(transport) {
    for (const rung of this.#element.querySelectorAll('[data-rung]')) {
      const used = rung.dataset.rung === transport;
      rung.toggleAttribute('data-used', used);
      if (used) rung.setAttribute('aria-current', 'step');
      else rung.removeAttribute('aria-current');
    }
    this.#element.dataset.rungInUse = transport ?? '';
    if (!transport || transport === this.#rung) return;
    this.#rung = transport;
    this.#part('rung').textContent = names[transport];
  }

  #show() {
    const { lost, twice, late } = this.#witness;
    this.#part('events').textContent = this.#events;
    this.#part('late').textContent = late;
    this.#part('lost').textContent = lost;
    this.#part('twice').textContent = twice;
  }

  #log(text, transport, detail) {
    const log = this.#part('log');
    const item = document.createElement('li');
    const said = document.createElement('span');
    said.textContent = text;
    if (transport) item.dataset.transport = transport;
    item.append(clock(), said);
    if (detail) item.append(Object.assign(document.createElement('small'), { textContent: detail }));
    log.prepend(item);
    if (log.children.length > KEPT) log.lastElementChild.remove();
  }

  #part(name) {
    return this.#element.querySelector(`[data-part='${name}']`);
  }
}
