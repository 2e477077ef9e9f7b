// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { keep, kept } from '../parts/store.js';

const MOST = 50;

/** What a person has received, and how far: kept in this browser, so that the next visit goes on there. */
export class Inbox {
  #name;
  #items = [];
  #cursor;

  /** @param {string} name where it is kept */
  constructor(name) {
    this.#name = `inbox-${name}`;
    this.load();
  }

  /** Reads it anew: another tab may have gone on in the meantime. */
  load() {
    const { items = [], cursor } = kept(this.#name, {});
    this.#items = Array.isArray(items) ? items.slice(0, MOST) : [];
    this.#cursor = cursor;
  }

  /** The newest first. */
  get items() {
    return this.#items;
  }

  /** Where to go on, undefined before the first visit. */
  get cursor() {
    return this.#cursor;
  }

  get unread() {
    return this.#items.filter(({ read }) => !read).length;
  }

  /** Takes an event, once. What it says may be anything: from a terminal it is plain text. */
  take({ id, topic, time, data }) {
    this.#cursor = id;
    if (!this.#items.some((item) => item.id === id)) {
      const { title, text } = Object(data) === data ? data : { title: 'From a terminal', text: data };
      const item = { id, topic, time, title: short(title ?? topic, 80), text: short(text ?? '', 300), read: false };
      this.#items.unshift(item);
      this.#items.length = Math.min(this.#items.length, MOST);
    }
    this.#keep();
  }

  /** Sets the place to go on without an event. */
  moveTo(cursor) {
    if (!cursor || cursor === this.#cursor) return;
    this.#cursor = cursor;
    this.#keep();
  }

  /** Marks one as read, or all. */
  read(id) {
    for (const item of this.#items) if (id === undefined || item.id === id) item.read = true;
    this.#keep();
  }

  // items and cursor together, so that neither is ahead of the other
  #keep() {
    keep(this.#name, { items: this.#items, cursor: this.#cursor });
  }
}

function short(value, length) {
  return String(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, length);
}
