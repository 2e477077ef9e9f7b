// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { clock } from '../parts/format.js';

const KEPT = 200;
const LONGEST = 2_000;
const QUIET_MS = 400;

/** The messages of a room. What others wrote is put in as text and never as HTML. */
export class Messages {
  #list;
  #me;
  #last;
  #settled;

  /**
   * @param {HTMLElement} list an element with the role `log`
   * @param {string} me whose messages stand on the right
   */
  constructor(list, me) {
    this.#list = list;
    this.#me = me;
  }

  /** Begins anew, for another room. */
  clear() {
    this.#last = undefined;
    this.#list.replaceChildren();
    this.hint('Nothing was said here yet.', 'empty');
    this.#quiet();
  }

  /** Adds a message: `{name, text, from}` from this page, or anything from a terminal. */
  add(time, data) {
    const { name, text, from } = read(data);
    this.#list.querySelector('.empty')?.remove();
    const item = document.createElement('div');
    const who = `${from ?? ''} ${name}`;
    item.className = 'message';
    item.toggleAttribute('data-mine', from === this.#me);
    item.toggleAttribute('data-more', who === this.#last); // the same person goes on
    this.#last = who;
    const head = document.createElement('p');
    head.className = 'who';
    const author = document.createElement('b');
    author.textContent = name;
    head.append(author, ' ', clock(time));
    const body = document.createElement('p');
    body.className = 'text';
    body.textContent = text;
    item.append(head, body);
    this.#append(item);
    if (this.#settled === undefined) return;
    this.#quiet();
  }

  /** Adds a line of the page itself. */
  hint(text, kind = 'hint') {
    const item = document.createElement('div');
    item.className = kind;
    item.textContent = text;
    this.#append(item);
  }

  #append(item) {
    const list = this.#list;
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    list.append(item);
    if (list.children.length > KEPT) list.firstElementChild.remove();
    if (atEnd) list.scrollTop = list.scrollHeight;
  }

  // a history of hundreds is not read out: the log speaks only once it has come to rest
  #quiet() {
    clearTimeout(this.#settled);
    this.#list.setAttribute('aria-live', 'off');
    this.#settled = setTimeout(() => {
      this.#settled = undefined;
      this.#list.setAttribute('aria-live', 'polite');
    }, QUIET_MS);
  }
}

function read(data) {
  const object = typeof data === 'object' && data !== null ? data : { name: 'terminal', text: data };
  const text = object instanceof Uint8Array ? `${object.length} bytes` : (object.text ?? object);
  return {
    name: (typeof object.name === 'string' ? object.name : 'somebody').slice(0, 40),
    text: (typeof text === 'string' ? text : JSON.stringify(text)).slice(0, LONGEST),
    from: object.from,
  };
}
