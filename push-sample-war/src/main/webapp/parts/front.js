// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Lets only the tab that was looked at last hold connections: over HTTP/1.1 a browser opens six to a server, all tabs
 * together, and the next request would wait for ever. Pages with one shared connection need none of this.
 * @param {(front: boolean) => void} tell called with every change, and once at the start
 */
export function whileInFront(tell) {
  const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('push-sample-front') : undefined;
  let front;

  const set = (value) => {
    if (front === value) return;
    front = value;
    if (front) tabs?.postMessage('taken');
    tell(front);
  };
  const look = () => set(document.visibilityState === 'visible');

  tabs?.addEventListener('message', () => set(false));
  document.addEventListener('visibilitychange', look);
  window.addEventListener('focus', look);
  window.addEventListener('pageshow', look);
  window.addEventListener('pagehide', () => set(false)); // a page in the back-forward cache holds nothing either
  look();
}
