// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * What the browser has noted of how this page came.
 * @module
 */

/** The channel on which a slow page tells how it came. */
export const CHANNEL = 'push-sample-slow';

/** The page and what it has loaded, in the order in which the browser began: names, times in ms, and by what. */
export function timings() {
  const [page] = performance.getEntriesByType('navigation');
  const base = new URL('.', document.baseURI).href;
  const assets = performance.getEntriesByType('resource').map(({ name, startTime, responseEnd, initiatorType }) => ({
    name: name.replace(base, '').replace(/\?.*/, ''),
    start: startTime,
    end: responseEnd,
    by: initiatorType,
  }));
  return [{ name: 'the page', start: page.requestStart, end: page.responseEnd, by: 'page' }, ...assets].sort(
    (one, other) => one.start - other.start,
  );
}
