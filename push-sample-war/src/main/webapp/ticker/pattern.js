// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** Whether a pattern of the kit matches a topic: `*` is one segment, a last `**` one or more. */
export function matches(pattern, topic) {
  const wanted = pattern.split('/');
  const given = topic.split('/');
  if (wanted.at(-1) === '**' && given.length >= wanted.length) {
    wanted.pop();
    given.length = wanted.length;
  }
  return wanted.length === given.length && wanted.every((segment, i) => segment === '*' || segment === given[i]);
}

/** What is wrong with a topic or pattern, undefined where nothing is: better said before it is sent. */
export function problem(pattern) {
  const segments = pattern.split('/');
  if (segments.includes('')) return `"${pattern}" has an empty segment.`;
  if (segments.slice(0, -1).includes('**')) return `"${pattern}": ** may only stand at the end.`;
  if (segments.some((one) => one.includes('*') && !['*', '**'].includes(one))) {
    return `"${pattern}": * stands for a whole segment.`;
  }
  return undefined;
}
