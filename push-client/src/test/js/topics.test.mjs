// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matcher, union, without } from '../../main/js/topics.js';

const matching = [
  ['a/b', 'a/b'],
  ['stocks/*', 'stocks/ACME'],
  ['*/ACME', 'stocks/ACME'],
  ['chat/**', 'chat/a'],
  ['chat/**', 'chat/a/b/c'],
  ['**', 'a/b'],
  ['*', 'a'],
  ['$push/x', '$push/x'],
  ['a.b+c/(d)', 'a.b+c/(d)'],
  ['größe/*', 'größe/ß'],
  ['chat/**', 'chat/a\u2028b'],
];
const others = [
  ['a/b', 'a/b/c'],
  ['a/b', 'xa/b'],
  ['stocks/*', 'stocks'],
  ['stocks/*', 'stocks/a/b'],
  ['chat/**', 'chat'],
  ['*', '$push'],
  ['**', '$push/x'],
  ['*/x', '$push/x'],
  ['a.b', 'axb'],
];

test('a pattern matches what the server matches', () => {
  for (const [pattern, topic] of matching) assert.ok(matcher([pattern])(topic), `${pattern} ${topic}`);
  for (const [pattern, topic] of others) assert.ok(!matcher([pattern])(topic), `${pattern} ${topic}`);
});

test('one of several patterns is enough', () => {
  const matches = matcher(['a', 'b/*']);
  assert.deepEqual(['a', 'b/c', 'b', 'c'].map(matches), [true, true, false, false]);
});

test('lists are joined and compared without an order', () => {
  assert.deepEqual(union([['a', 'b'], [], ['b', 'c']]), ['a', 'b', 'c']);
  assert.deepEqual(without(['a', 'b'], ['b', 'c']), ['a']);
});
