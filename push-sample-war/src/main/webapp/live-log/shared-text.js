// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const KEPT = 64 * 1_024;

/** The text that all readers should have, as whoever was first brought it. */
export class SharedText {
  #text = '';
  #start = 0;

  /** Whether a piece is the same as what others had there; what nobody had yet is added. */
  agrees(position, piece) {
    const end = this.#start + this.#text.length;
    if (position > end) return false;
    const known = this.#text.slice(Math.max(0, position - this.#start));
    const same = position < this.#start || piece.startsWith(known) || known.startsWith(piece);
    this.#text = (this.#text + piece.slice(end - position)).slice(-KEPT);
    this.#start = Math.max(end, position + piece.length) - this.#text.length;
    return same;
  }

  /** The last lines. */
  last(count) {
    return this.#text.split('\n').slice(-count - 1).join('\n');
  }
}
