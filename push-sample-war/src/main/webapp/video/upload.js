// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { bytesAt } from './clusters.js';

const TYPE = 'video/webm';
const PERIOD = 250;
// a player wants a little before it begins
const LEAD = 1.5;
// seconds after which the server forgets what nobody has used
const KEPT = 600;

/** Appends a file to a stream as slowly as it plays. Browsers send no body without an end, so it goes up in pieces. */
export class Upload {
  sent = 0;
  appends = 0;
  #address;
  #file;
  #index;

  /**
   * @param {URL} address of the stream
   * @param {Uint8Array} file
   * @param {{at: number, time: number}[]} index its clusters
   */
  constructor(address, file, index) {
    this.#address = address;
    this.#file = file;
    this.#index = index;
  }

  get complete() {
    return this.sent === this.#file.length;
  }

  /** Creates the stream. */
  async create() {
    await this.#send('PUT', undefined, { 'Stream-TTL': String(KEPT) });
  }

  /** Fills and closes it. */
  async fill() {
    const began = performance.now();
    while (!this.complete) {
      const until = Math.floor(bytesAt(this.#index, LEAD + (performance.now() - began) / 1_000));
      const piece = this.#file.subarray(this.sent, until);
      const last = until === this.#file.length;
      if (piece.length) {
        await this.#send('POST', piece, last ? { 'Stream-Closed': 'true' } : {});
        this.appends++;
        this.sent = until;
      }
      if (!last) await new Promise((resolve) => setTimeout(resolve, PERIOD));
    }
  }

  async #send(method, body, headers) {
    const answer = await fetch(this.#address, { method, body, headers: { 'Content-Type': TYPE, ...headers } });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  }
}
