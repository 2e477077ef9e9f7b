// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { bytes, duration } from '../parts/format.js';

const MOST = 8;

/**
 * Lists what players have asked for, as the browser measured it, the newest first.
 * @param {HTMLElement} list a `tbody`
 * @param {(address: string) => string} whose names the player that has an address
 */
export function showRequests(list, whose) {
  const observer = new PerformanceObserver((seen) => {
    for (const request of seen.getEntriesByType('resource')) {
      if (request.initiatorType !== 'video') continue;
      list.prepend(row(request, whose(request.name)));
      if (list.children.length > MOST) list.lastElementChild.remove();
    }
  });
  observer.observe({ type: 'resource', buffered: true });
}

function row({ responseStatus, encodedBodySize, transferSize, duration: took }, player) {
  const element = document.createElement('tr');
  element.dataset.status = responseStatus;
  for (const text of [responseStatus || '–', bytes(encodedBodySize || transferSize), duration(took), player]) {
    element.append(Object.assign(document.createElement('td'), { textContent: text }));
  }
  return element;
}
