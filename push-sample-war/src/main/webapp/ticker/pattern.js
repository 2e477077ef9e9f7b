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
