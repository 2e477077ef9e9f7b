// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { bytes, duration } from '../parts/format.js';
import { showState } from '../parts/state.js';

const utf8 = new TextEncoder();

/** One reader: the place where it is, and the card that shows it. How it reads is a matter of its way. */
export class Reader {
  /** Where it goes on: the last offset that the server gave, which is opaque. */
  offset;
  /** What the server wants to see again with the next live read. */
  cursor;
  #parts = {};
  #shared;
  #position;
  #bytes;
  #requests;
  #resumes;

  /**
   * @param {object} setup
   * @param {number} setup.number
   * @param {{id: string, name: string, what: string}} setup.way
   * @param {HTMLTemplateElement} setup.template
   */
  constructor({ number, way, template }) {
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.transport = way.id;
    for (const part of this.element.querySelectorAll('[data-part]')) this.#parts[part.dataset.part] = part;
    this.#parts.name.textContent = `Reader ${number}`;
    this.#parts.way.textContent = way.name;
    this.#parts.way.dataset.transport = way.id;
  }

  /** Begins anew at an offset, where all that share a text begin. */
  begin(offset, shared) {
    this.offset = offset;
    this.cursor = undefined;
    this.#shared = shared;
    this.#position = 0;
    this.#bytes = 0;
    this.#requests = 0;
    this.#resumes = -1;
    delete this.element.dataset.flaws;
    this.state('connecting');
  }

  /** A request begins. */
  asks() {
    this.#parts.requests.textContent = ++this.#requests;
  }

  /** It goes on at its offset: at first, after it was cut, and where an answer has ended. */
  resumes() {
    this.#resumes++;
    this.#parts.resumes.textContent = this.#resumes;
  }

  state(state, delay) {
    showState(this.#parts.state, state, delay);
  }

  /** Takes a text and the offset after it. */
  take(text, offset, cursor) {
    this.offset = offset;
    this.cursor = cursor;
    this.#parts.offset.textContent = offset.replace(/^.*_0*(?=\d)/, '… ');
    if (!text) return;
    this.state('open');
    if (!this.#shared.agrees(this.#position, text)) this.element.dataset.flaws = this.#position;
    this.#position += text.length;
    this.element.dataset.characters = this.#position;
    const [line] = text.trimEnd().split('\n').slice(-1);
    const said = Date.parse(line.slice(0, line.indexOf(' ')));
    this.#parts.line.textContent = line;
    if (said) this.#parts.lag.textContent = duration(Date.now() - said);
    this.#bytes += utf8.encode(text).length;
    this.#parts.bytes.textContent = bytes(this.#bytes);
    this.#parts.same.textContent = this.element.dataset.flaws ? 'differs' : 'same';
  }
}
