// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Tells bytes from what JSON can carry.
 * @param {unknown} data
 * @returns {boolean}
 */
export function isBinary(data) {
  return data instanceof ArrayBuffer || ArrayBuffer.isView(data) || data instanceof Blob;
}

/**
 * Makes the body of a publish.
 * @param {unknown} data text, bytes, or anything that JSON can say
 * @returns {[string, BodyInit]} its media type and its bytes
 * @throws {TypeError} if it has no JSON form
 */
export function encode(data) {
  if (isBinary(data)) return ['application/octet-stream', /** @type {BodyInit} */ (data)];
  const text = JSON.stringify(data);
  if (!text) throw new TypeError('no JSON form');
  return typeof data === 'string' ? ['text/plain', data] : ['application/json', text];
}

/**
 * Gives an envelope's binary payload as bytes.
 * @param {any} envelope changed in place
 * @returns {import('./types.js').PushEvent}
 */
export function decode(envelope) {
  if (envelope.encoding === 'base64') {
    try {
      envelope.data = Uint8Array.from(atob(envelope.data), (byte) => byte.charCodeAt(0));
    } catch {
      // no base64: given as it came
    }
  }
  return envelope;
}
