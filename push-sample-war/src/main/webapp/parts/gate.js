// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const WAYS = { ws: 'websocket', sse: 'sse', stream: 'stream' };

/**
 * Stands where a proxy would, between a client and the network, and shuts single transports: give its `fetch` and
 * `WebSocket` to `connect`. What is `refused` fails at once; what is `held` is let out and never answered, as by a
 * proxy that wants to see the end of an answer first.
 */
export class Gate {
  /** Set this to what tells which transport the client is on: a first poll alone does not show its kind. */
  inUse = () => undefined;
  #shut = new Map();
  #passing = new Map();

  /** Shuts a transport, also for what is open already. */
  shut(transport, how) {
    this.open(transport); // what is held stays lost; a second way of shutting replaces the first
    this.#shut.set(transport, how);
    if (how === 'refused') this.#cut(transport);
  }

  /** Opens it again. What was held is cut, for something is missing in it. */
  open(transport) {
    if (this.#shut.get(transport) === 'held') this.#cut(transport);
    this.#shut.delete(transport);
  }

  /** @returns {'refused' | 'held' | undefined} */
  how(transport) {
    return this.#shut.get(transport);
  }

  /** Remembers how to cut something open, until it has ended by itself. */
  pass(transport, cut) {
    const passing = this.#passing.get(transport) ?? new Set();
    this.#passing.set(transport, passing.add(cut));
    return () => passing.delete(cut);
  }

  fetch = async (address, options = {}) => {
    const transport = this.#transportOf(address);
    if (this.how(transport) === 'refused') throw new TypeError('shut on this page');
    const controller = new AbortController();
    const leave = this.pass(transport, () => controller.abort(new TypeError('cut on this page')));
    const signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal;
    if (this.how(transport) === 'held') await aborted(signal).finally(leave);
    const response = await fetch(address, { ...options, signal }).catch((error) => {
      leave();
      throw error;
    });
    if (!response.body) return leave(), response;
    const { status, statusText, headers } = response;
    return new Response(this.#watched(response.body, transport, leave), { status, statusText, headers });
  };

  WebSocket = gatedSocket(this);

  // undefined for what passes in any case: a publish, and history that is read beside a stream
  #transportOf(address) {
    const { pathname, searchParams } = new URL(address, document.baseURI);
    const last = pathname.split('/').pop();
    if (last !== 'poll') return WAYS[last];
    if (searchParams.has('wait')) return 'long-poll';
    return ['long-poll', 'poll'].find((transport) => transport === this.inUse());
  }

  #watched(body, transport, leave) {
    const watch = new TransformStream({
      transform: (chunk, to) => this.how(transport) !== 'held' && to.enqueue(chunk),
      flush: () => void leave(),
    });
    return body.pipeThrough(watch);
  }

  #cut(transport) {
    const passing = [...(this.#passing.get(transport) ?? [])];
    this.#passing.delete(transport);
    for (const cut of passing) cut();
  }
}

function aborted(signal) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function gatedSocket(gate) {
  return class extends WebSocket {
    constructor(...address) {
      if (gate.how('websocket')) return new NoSocket(gate);
      super(...address);
      const leave = gate.pass('websocket', () => this.close());
      this.addEventListener('close', leave);
      // the first listener, so that nobody else hears what is held
      this.addEventListener('message', (event) => gate.how('websocket') === 'held' && event.stopImmediatePropagation());
    }
  };
}

// looks like a WebSocket that never gets through
class NoSocket extends EventTarget {
  readyState = WebSocket.CONNECTING;
  protocol = '';
  bufferedAmount = 0;

  constructor(gate) {
    super();
    const leave = gate.pass('websocket', () => this.close());
    this.addEventListener('close', leave);
    if (gate.how('websocket') === 'refused') setTimeout(() => this.close());
  }

  send() {
    throw new DOMException('not open', 'InvalidStateError');
  }

  close() {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    for (const event of [new Event('error'), new CloseEvent('close', { code: 1006 })]) {
      this[`on${event.type}`]?.(event);
      this.dispatchEvent(event);
    }
  }
}
