// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { showKeyed } from '../parts/keyed.js';
import { keep, kept } from '../parts/store.js';

const ALWAYS = ['lobby', 'java', 'random'];
const MOST = 12;
const NAME = /^[\p{L}\p{N}_-]{1,40}$/u; // a name is one segment of a topic

/** The list of rooms. The one that is open stands in the address, so that a link leads there. */
export class Rooms {
  current;
  #list;
  #enter;
  #names = [...new Set([...ALWAYS, ...kept('chat-rooms', [])])].filter((name) => NAME.test(name)).slice(0, MOST);
  #unread = new Map();

  /**
   * @param {HTMLElement} list a `ul`
   * @param {HTMLFormElement} form asks for another room
   * @param {(room: string) => void} enter opens a room
   */
  constructor(list, form, enter) {
    this.#list = list;
    this.#enter = enter;
    form.addEventListener('submit', (submit) => {
      submit.preventDefault();
      const name = form.elements.room.value.trim().toLowerCase().replaceAll(' ', '-');
      const known = NAME.test(name);
      form.elements.room.setCustomValidity(known ? '' : 'Letters, digits, - and _ only.');
      if (!form.reportValidity()) return;
      form.reset();
      location.hash = encodeURIComponent(name);
    });
    form.elements.room.addEventListener('input', () => form.elements.room.setCustomValidity(''));
  }

  /** Opens the room in the address, now and whenever it changes. */
  start() {
    const look = () => this.#open(fromHash() ?? ALWAYS[0]);
    window.addEventListener('hashchange', look);
    look();
  }

  /** Something was said in a room, perhaps one that is not known yet. */
  heard(name) {
    if (name === this.current || !NAME.test(name)) return;
    if (!this.#names.includes(name)) this.#learn(name);
    this.#unread.set(name, (this.#unread.get(name) ?? 0) + 1);
    this.#show();
  }

  #open(name) {
    if (name === this.current) return;
    this.current = name;
    if (!this.#names.includes(name)) this.#learn(name);
    this.#unread.delete(name);
    keep('chat-rooms', this.#names);
    this.#show();
    this.#enter(name);
  }

  // the oldest that can be forgotten makes room
  #learn(name) {
    this.#names.push(name);
    if (this.#names.length <= MOST) return;
    const i = this.#names.findIndex((other) => !ALWAYS.includes(other) && other !== this.current);
    this.#unread.delete(this.#names[i]);
    this.#names.splice(i, 1);
  }

  #show() {
    showKeyed(this.#list, this.#names, {
      key: (name) => name,
      version: (name) => `${name === this.current} ${this.#unread.get(name) ?? 0}`,
      make: (name) => this.#item(name),
    });
  }

  #item(name) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `#${encodeURIComponent(name)}`;
    link.dataset.room = name;
    link.textContent = name;
    if (name === this.current) link.setAttribute('aria-current', 'page');
    const unread = this.#unread.get(name);
    if (unread) {
      const badge = document.createElement('span');
      badge.className = 'badge';
      badge.textContent = unread > 99 ? '99+' : unread;
      const meaning = document.createElement('span');
      meaning.className = 'hidden';
      meaning.textContent = ' new';
      badge.append(meaning);
      link.append(' ', badge);
    }
    item.append(link);
    return item;
  }
}

function fromHash() {
  try {
    const name = decodeURIComponent(location.hash.slice(1));
    return NAME.test(name) ? name : undefined;
  } catch {
    return undefined; // a broken escape
  }
}
