// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const CLUSTER = [0x1f, 0x43, 0xb6, 0x75];
const TIME = 0xe7;

/**
 * Finds the clusters of a WebM file: the places where a second of it begins (RFC 9559, section 5.1.3).
 * @param {Uint8Array} file
 * @returns {{at: number, time: number}[]} the place in bytes and in seconds; the last is the file's end
 */
export function clusters(file, duration) {
  const found = [];
  for (let at = file.indexOf(CLUSTER[0]); at >= 0; at = file.indexOf(CLUSTER[0], at + 1)) {
    const milliseconds = CLUSTER.every((byte, i) => file[at + i] === byte) && timeOf(file, at + CLUSTER.length);
    if (milliseconds !== false) found.push({ at, time: milliseconds / 1_000 });
  }
  return [...found, { at: file.length, time: duration }];
}

/** The place in bytes of a moment, as if each cluster were as dense throughout. */
export function bytesAt(index, time) {
  const next = index.findIndex((cluster) => cluster.time > time);
  if (next < 0) return index.at(-1).at;
  if (next === 0) return 0;
  const [from, to] = [index[next - 1], index[next]];
  return from.at + ((time - from.time) / (to.time - from.time)) * (to.at - from.at);
}

// the element's own length comes first: as many bytes as the first one has zeros in front, and one
function timeOf(file, at) {
  const child = at + Math.clz32(file[at]) - 23;
  if (file[child] !== TIME) return false;
  const length = file[child + 1] & 0x7f;
  let value = 0;
  for (const byte of file.subarray(child + 2, child + 2 + length)) value = value * 256 + byte;
  return value;
}
