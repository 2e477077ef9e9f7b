// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Makes a test for the topics that any of some patterns matches: `*` is one segment, a last `**` one or more, and
 * neither begins with the kit's own `$`.
 * @param {string[]} patterns
 * @returns {(topic: string) => boolean}
 */
export function matcher(patterns) {
  const sources = patterns.map(
    (pattern) =>
      (pattern.startsWith('*') ? '(?!\\$)' : '') +
      pattern
        .replace(/[\\^$.+?()[\]{}|]/g, '\\$&')
        .replace(/\*\*$/, '[^]+')
        .replace(/\*/g, '[^/]+'),
  );
  const all = RegExp(`^(?:${sources.join('|')})$`);
  return (topic) => all.test(topic);
}

/**
 * Checks what a caller subscribes to.
 * @param {unknown} topics one or several
 * @returns {string[]}
 * @throws {TypeError} if there is none, or one is no text
 */
export function listOf(topics) {
  const list = [topics].flat();
  if (!list.length || list.some((topic) => typeof topic !== 'string' || !topic)) {
    throw new TypeError('no topic');
  }
  return list;
}

/** Those of some topics that are not among others. @type {(some: string[], others: string[]) => string[]} */
export const without = (some, others) => some.filter((topic) => !others.includes(topic));

/** The topics of several lists, each once. @type {(lists: string[][]) => string[]} */
export const union = (lists) => [...new Set(lists.flat())];
