// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** Writes a share of 0 to 1; where the JVM does not know it, it is null. */
export function percent(share) {
  return share === null || share === undefined ? 'unknown' : `${Math.round(share * 100)} %`;
}

/** Writes a number of bytes, in the unit that fits. */
export function bytes(count) {
  if (count < 1_024) return `${count} B`;
  if (count < 2 ** 20) return `${(count / 1_024).toFixed(1)} KiB`;
  return `${Math.round(count / 2 ** 20)} MiB`;
}

/** Writes a number of bytes in MiB, so that figures of one kind compare. */
export function mebibytes(count) {
  return `${Math.round(count / 2 ** 20)} MiB`;
}

/** Writes milliseconds; clocks that disagree make no negative lag. */
export function duration(milliseconds) {
  const ms = Math.max(0, milliseconds);
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  return ms < 60_000 ? `${(ms / 1_000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}

/** Writes a number and its noun: "1 event", "2 events". */
export function count(number, noun) {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Makes a `time` element that shows the hour, minute and second. */
export function clock(time = new Date()) {
  const element = document.createElement('time');
  const date = new Date(time);
  element.dateTime = date.toISOString();
  element.textContent = date.toLocaleTimeString([], { timeStyle: 'medium' });
  return element;
}
