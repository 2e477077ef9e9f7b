// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { union } from './topics.js';

// topics that come and go in one breath make one change
const SETTLE = 20;
const TICK = 5_000;
// a leader that does not answer so many times hangs, and is replaced
const PATIENCE = 3;

/**
 * Joins the tabs of one origin: the one that holds a Web Lock leads, which means that it has the connection; the others
 * tell it what they want and hear what it hears. Where tabs cannot be joined, each leads itself.
 * @param {object} setup
 * @param {string} [setup.name] of the tabs that share; none: this one is alone
 * @param {(tell: (kind: string, detail: any) => void) => any} setup.lead makes the link
 * @param {(message: any) => void} setup.receive takes what the link of the leading tab tells
 */
export function joinTabs({ name, lead, receive }) {
  const id = Math.random().toString(36).slice(2);
  const { locks } = globalThis.navigator ?? {};
  const wants = new Map();
  const gone = new AbortController();
  const { signal } = gone;
  const held = new Promise((resolve) => signal.addEventListener('abort', resolve));
  let channel;
  let link;
  let mine = [];
  let settling;
  let asked = 0;
  let ticker;

  const post = (kind, detail) => channel?.postMessage({ kind, detail, tab: id });

  const tell = (kind, detail) => {
    post(kind, detail);
    receive({ kind, detail, tab: id });
  };

  const update = () => {
    settling ??= setTimeout(() => {
      settling = undefined;
      link?.follow(union([...wants.values()]));
    }, SETTLE);
  };

  const want = () => {
    if (!link) post('want', mine);
    else {
      wants.set(id, mine);
      update();
    }
  };

  const resign = () => {
    link?.close();
    link = undefined;
    wants.clear();
  };

  const rule = () => {
    if (signal.aborted) return;
    link = lead(tell);
    post('who');
    want();
    return held;
  };

  /** Waits for the lock, or takes it from a leader that does not answer. */
  const elect = (how) => {
    locks.request(name, how, rule).catch(() => {
      // taken away by another tab, or this one has left
      if (!link || signal.aborted) return;
      resign();
      elect({ signal });
      want();
    });
  };

  const hear = ({ data }) => {
    const { kind, detail, tab } = data;
    if (kind === 'ask') {
      if (link) post('here', {});
    } else if (kind !== 'want') {
      // the leader
      if (link) return;
      asked = 0;
      if (kind === 'who') want();
      else receive(data);
    } else if (link) {
      // a tab that goes without a word leaves its own lock
      if (!wants.has(tab)) {
        locks.request(`${name}:${tab}`, { signal }, () => wants.delete(tab) && update()).catch(() => {});
      }
      wants.set(tab, detail);
      update();
    }
  };

  if (name && locks && globalThis.BroadcastChannel) {
    channel = new BroadcastChannel(name);
    channel.onmessage = hear;
    const joined = locks.request(`${name}:${id}`, () => {
      if (signal.aborted) return;
      elect({ signal });
      want();
      return held;
    });
    // where the browser denies locks, this tab is alone
    joined.catch(rule);
    ticker = setInterval(() => {
      if (link || !mine.length) return;
      if (asked++ < PATIENCE) post('ask');
      else {
        asked = 0;
        elect({ steal: true });
      }
    }, TICK);
  } else rule();

  return {
    /** Says what this tab wants from now on. */
    want(topics) {
      mine = topics;
      want();
    },
    /** This tab's link, while it leads. */
    link: () => link,
    /** Leaves the others, and the connection to one of them. */
    leave() {
      clearInterval(ticker);
      resign();
      gone.abort();
      channel?.close();
      channel = undefined;
    },
  };
}
