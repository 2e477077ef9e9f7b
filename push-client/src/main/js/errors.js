// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * What went wrong.
 *
 * | reason | meaning |
 * |---|---|
 * | `unreachable` | no answer came |
 * | `silent` | a connection was made and nothing arrived on it |
 * | `ended` | a connection that worked was cut |
 * | `refused` | the server said no, `status` says how |
 * | `not-push` | something else answered, a login page for example |
 * | `data` | what arrived is not what a push server sends |
 * | `too-large` | an event beyond `maxEvent` was skipped |
 * | `handler` | a handler of this page threw |
 * | `closed` | the server ended it for good, or this client is closed |
 */
export class PushError extends Error {
  /**
   * @param {string} reason one of the table above
   * @param {string} message what happened, in the server's words where it gave some
   * @param {object} [more]
   * @param {number} [more.status] the HTTP status, where there is one
   * @param {number} [more.retryAfter] milliseconds the server asks to wait before another try
   * @param {boolean} [more.final] whether asking again would be answered alike: a topic that is not allowed, say
   */
  constructor(reason, message, more) {
    super(message);
    this.name = 'PushError';
    /** @type {string} */
    this.reason = reason;
    /** The HTTP status, where there is one. @type {number | undefined} */
    this.status;
    /** Milliseconds the server asks to wait before another try. @type {number | undefined} */
    this.retryAfter;
    /** Whether asking again would be answered alike. @type {boolean | undefined} */
    this.final;
    Object.assign(this, more);
  }
}

/**
 * What a listener of `error` is told.
 * @param {PushError} error
 * @param {boolean} retrying
 * @param {object} [more]
 * @returns {import('./types.js').ErrorDetail}
 */
export const told = ({ reason, message, status }, retrying, more) => ({ reason, message, status, retrying, ...more });

/**
 * A server's refusal; one that has to do with the request itself is final.
 * @param {number} status of HTTP
 * @param {string} message
 * @param {boolean} ours whether a push server said so, not a proxy in front
 * @param {number} [retryAfter] milliseconds
 */
export const refusal = (status, message, ours, retryAfter) =>
  new PushError('refused', message, {
    status,
    retryAfter,
    // who logs in, or asks later, may be let in
    final: ours && /^4(?!01|08|29)/.test(`${status}`),
  });
