// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const utf8 = new TextEncoder();

/**
 * Counts what a client asks and what it is answered: give its `fetch` and `WebSocket` to `connect`.
 * Bytes are those of the bodies and messages, without the headers of HTTP.
 */
export class Meter {
  requests = 0;
  bytes = 0;

  fetch = async (...request) => {
    this.requests++;
    const response = await fetch(...request);
    if (!response.body) return response;
    const counted = response.body.pipeThrough(
      new TransformStream({
        transform: (chunk, to) => {
          this.bytes += chunk.byteLength;
          to.enqueue(chunk);
        },
      }),
    );
    const { status, statusText, headers } = response;
    return new Response(counted, { status, statusText, headers });
  };

  WebSocket = meteredSocket(this);
}

function meteredSocket(meter) {
  return class extends WebSocket {
    constructor(...address) {
      super(...address);
      meter.requests++;
      this.addEventListener('message', ({ data }) => (meter.bytes += utf8.encode(data).length));
    }
  };
}
