// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const EVERY_MS = 1_500;
const EXPIRES_MS = 3_000;
const MOST = 20;

/** Who is typing. Nobody has to say when they stop: it is over when nothing came for three seconds. */
export class Typing {
  #element;
  #publish;
  #said = 0;
  #others = new Map();

  /**
   * @param {HTMLElement} element shows it; no live region, for it changes all the time
   * @param {(name: string) => Promise<unknown>} publish tells the others
   */
  constructor(element, publish) {
    this.#element = element;
    this.#publish = publish;
  }

  /** The user of this page types; the others are told now and then. */
  mine(name) {
    if (Date.now() - this.#said < EVERY_MS) return;
    this.#said = Date.now();
    this.#publish(name).catch(() => {}); // nobody misses it
  }

  /** Somebody else types. */
  theirs({ name, from } = {}) {
    if (typeof name !== 'string' || typeof from !== 'string') return;
    clearTimeout(this.#others.get(from)?.timer);
    if (this.#others.size >= MOST && !this.#others.has(from)) return;
    this.#others.set(from, { name: name.slice(0, 40), timer: setTimeout(() => this.stopped(from), EXPIRES_MS) });
    this.#show();
  }

  /** Somebody has sent what they typed, or was silent for long enough. */
  stopped(from) {
    clearTimeout(this.#others.get(from)?.timer);
    if (this.#others.delete(from)) this.#show();
  }

  /** Forgets everybody, for another room. */
  clear() {
    for (const from of [...this.#others.keys()]) this.stopped(from);
    this.#said = 0;
  }

  #show() {
    const names = [...this.#others.values()].map(({ name }) => name);
    const who = names.length > 3 ? `${names.length} people` : names.join(', ').replace(/, ([^,]*)$/, ' and $1');
    this.#element.textContent = names.length ? `${who} ${names.length === 1 ? 'is' : 'are'} typing …` : '';
  }
}
