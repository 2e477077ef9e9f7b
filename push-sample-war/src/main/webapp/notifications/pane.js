// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect } from '../push/client.js';
import { clock, count } from '../parts/format.js';
import { showKeyed } from '../parts/keyed.js';
import { showState } from '../parts/state.js';
import { Inbox } from './inbox.js';

const TOPICS = ['system/notices', 'demo/notifications'];

/** An inbox and the client that fills it, by one transport. */
export class Pane {
  left = false;
  #transport;
  #setup;
  #inbox;
  #parts = {};
  #front = false;
  #push;
  #missed = 0;
  #settle;

  /**
   * @param {{id: string, name: string, path: string}} transport
   * @param {object} setup
   * @param {HTMLTemplateElement} setup.template a pane
   * @param {HTMLTemplateElement} setup.item a notification
   * @param {() => void} setup.changed called when the number of unread may be another
   */
  constructor(transport, setup) {
    this.#transport = transport;
    this.#setup = setup;
    this.#inbox = new Inbox(transport.id);
    this.element = setup.template.content.firstElementChild.cloneNode(true);
    this.element.dataset.transport = transport.id;
    for (const part of this.element.querySelectorAll('[data-part]')) this.#parts[part.dataset.part] = part;
    this.#parts.name.textContent = transport.name;
    this.#parts.path.textContent = transport.path;
    this.#parts.box.setAttribute('aria-label', `Notifications by ${transport.name.toLowerCase()}`);
    this.#parts['read-all'].setAttribute('aria-label', `Mark all as read: ${transport.name}`);
    this.#parts['read-all'].addEventListener('click', () => this.#read());
    this.#parts.leave.addEventListener('click', () => this.leave(!this.left));
    this.#show();
    this.#sayLeave();
  }

  get unread() {
    return this.#inbox.unread;
  }

  /** Closes the client, or comes back where it left. */
  leave(left) {
    if (left === this.left) return;
    this.left = left;
    this.#sayLeave();
    this.#apply();
    this.#say(left ? 'You have left. Send something, then come back.' : '');
    this.#setup.changed();
  }

  /** Only the tab in front holds connections. */
  inFront(front) {
    this.#front = front;
    this.#apply();
  }

  #apply() {
    const run = this.#front && !this.left;
    if (run && !this.#push) this.#start();
    if (!run && this.#push) this.#stop();
    if (!run) showState(this.#parts.state, 'paused');
  }

  #start() {
    this.#inbox.load();
    this.#show();
    this.#missed = 0;
    const push = connect(undefined, { transports: [this.#transport.id], share: false });
    this.#push = push;
    push.on('state', ({ state, delay }) => {
      if (push !== this.#push) return;
      showState(this.#parts.state, state, delay);
      if (state !== 'open') return;
      if (this.#inbox.cursor) this.#settleSoon();
      else this.#inbox.moveTo(push.cursor); // nothing has come yet, but this is where to go on
    });
    push.on('gap', ({ reason }) => this.#say(`Some are lost: ${reason}. Here is what is kept.`));
    push.on('error', ({ message, retrying }) => !retrying && this.#say(message));
    push.subscribe(TOPICS, (event) => this.#take(event), { since: this.#inbox.cursor });
  }

  #stop() {
    const push = this.#push;
    this.#push = undefined;
    push.close();
  }

  #take(event) {
    this.#inbox.take(event);
    if (this.#settle) this.#missed++;
    this.#show();
  }

  // what comes right after a resume is what was missed; afterwards it is new
  #settleSoon() {
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      this.#settle = undefined;
      if (this.#missed) this.#say(`${count(this.#missed, 'notification')} came while you were away.`);
      this.#missed = 0;
    }, 1_000);
  }

  #read(id) {
    this.#inbox.read(id);
    this.#show();
    this.#parts.box.focus();
  }

  #show() {
    const { unread, items } = this.#inbox;
    this.#parts.unread.textContent = unread;
    this.#parts.unread.dataset.count = unread;
    this.#parts['read-all'].disabled = !unread;
    showKeyed(this.#parts.items, items, {
      key: ({ id }) => id,
      version: ({ read }) => String(read),
      make: (item) => this.#item(item),
    });
    this.#setup.changed();
  }

  #item({ id, topic, time, title, text, read }) {
    const element = this.#setup.item.content.firstElementChild.cloneNode(true);
    element.dataset.id = id;
    element.dataset.topic = topic;
    element.toggleAttribute('data-unread', !read);
    element.querySelector('[data-part="title"]').textContent = title;
    element.querySelector('[data-part="text"]').textContent = text;
    element.querySelector('time').replaceWith(clock(time));
    const button = element.querySelector('button');
    if (read) button.remove();
    button.setAttribute('aria-label', `Mark as read: ${title}`);
    button.addEventListener('click', () => this.#read(id));
    return element;
  }

  #say(text) {
    this.#parts.detail.textContent = text;
  }

  #sayLeave() {
    const text = this.left ? 'Come back' : 'Leave';
    this.#parts.leave.textContent = text;
    this.#parts.leave.setAttribute('aria-label', `${text}: ${this.#transport.name}`);
  }
}
