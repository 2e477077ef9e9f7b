// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** The tabs of one origin: their locks and channels, as a browser keeps them. */
export class FakeBrowser {
  #locks = new Map();
  #channels = new Set();

  /** Opens a tab; what runs in it is made by `run`. */
  tab() {
    return new FakeTab(this);
  }

  /** Whether anybody holds this lock. */
  held(name) {
    return !!this.#locks.get(name)?.holder;
  }

  request(tab, name, options, callback) {
    const lock = this.#locks.get(name) ?? { queue: [] };
    this.#locks.set(name, lock);
    return new Promise((resolve, reject) => {
      const request = { tab, callback, resolve, reject };
      options.signal?.addEventListener('abort', () => {
        if (!lock.queue.includes(request)) return;
        lock.queue.splice(lock.queue.indexOf(request), 1);
        reject(options.signal.reason);
      });
      if (options.steal) {
        lock.holder?.reject(new DOMException('stolen', 'AbortError'));
        lock.holder = undefined;
        lock.queue.unshift(request);
      } else lock.queue.push(request);
      this.#grant(lock);
    });
  }

  #grant(lock) {
    if (lock.holder || !lock.queue.length) return;
    const request = (lock.holder = lock.queue.shift());
    queueMicrotask(async () => {
      const value = await request.callback();
      request.resolve(value);
      this.#release(lock, request);
    });
  }

  #release(lock, request) {
    if (lock.holder !== request) return;
    lock.holder = undefined;
    this.#grant(lock);
  }

  open(channel) {
    this.#channels.add(channel);
  }

  closeChannel(channel) {
    this.#channels.delete(channel);
  }

  post(from, data) {
    const copy = structuredClone(data);
    for (const channel of this.#channels) {
      if (channel === from || channel.name !== from.name || from.tab.dead) continue;
      setImmediate(() => {
        if (this.#channels.has(channel) && !channel.tab.hung) channel.onmessage?.({ data: structuredClone(copy) });
      });
    }
  }

  /** Ends a tab without a word to its script. */
  kill(tab) {
    tab.dead = true;
    for (const channel of this.#channels) if (channel.tab === tab) this.#channels.delete(channel);
    for (const lock of this.#locks.values()) {
      lock.queue = lock.queue.filter((request) => request.tab !== tab);
      if (lock.holder?.tab === tab) this.#release(lock, lock.holder);
    }
  }
}

class FakeTab {
  dead = false;
  /** A tab whose script does not run, behind an alert for example. */
  hung = false;

  constructor(browser) {
    this.browser = browser;
  }

  /** Runs something in this tab. */
  run(action) {
    const tab = this;
    const { browser } = this;
    Object.defineProperty(globalThis, 'navigator', {
      configurable: true,
      value: {
        locks: {
          request: (name, ...rest) =>
            browser.request(tab, name, rest.length > 1 ? rest[0] : {}, rest.at(-1)),
        },
      },
    });
    globalThis.BroadcastChannel = class {
      constructor(name) {
        this.name = name;
        this.tab = tab;
        browser.open(this);
      }

      postMessage(data) {
        browser.post(this, data);
      }

      close() {
        browser.closeChannel(this);
      }
    };
    return action();
  }
}
