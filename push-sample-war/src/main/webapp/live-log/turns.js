// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const RETRY = 1_000;

/**
 * Readers take turns on one connection: a browser has six to a server over HTTP/1.1, all pages together.
 * @param {object[]} readers
 * @param {object} setup
 * @param {URL} setup.address of the stream
 * @param {boolean} setup.waits whether the server holds its answer until there is more; else a turn takes what is there
 * @param {number} [setup.pause] milliseconds between two turns
 * @param {() => void} setup.closed a reader has come to the stream's end
 * @returns {() => void} stops
 */
export function readInTurns(readers, { address, waits, pause = 0, closed }) {
  const stopped = new AbortController();
  const open = new Set(readers);
  for (const reader of readers) reader.resumes();
  run();
  return () => stopped.abort();

  async function run() {
    while (open.size && !stopped.signal.aborted) {
      for (const reader of open) {
        const delay = await turn(reader);
        if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
        if (stopped.signal.aborted) return;
      }
    }
  }

  async function turn(reader) {
    const url = new URL(address);
    url.searchParams.set('offset', reader.offset);
    if (waits) url.searchParams.set('live', 'long-poll');
    if (waits && reader.cursor) url.searchParams.set('cursor', reader.cursor);
    try {
      reader.asks();
      const answer = await fetch(url, { signal: stopped.signal, cache: 'no-store' });
      const text = await answer.text();
      if (!answer.ok) return end(reader);
      reader.state('open');
      reader.take(text, answer.headers.get('Stream-Next-Offset'), answer.headers.get('Stream-Cursor'));
      if (answer.headers.has('Stream-Closed')) end(reader);
      return pause;
    } catch {
      if (stopped.signal.aborted) return 0;
      reader.state('waiting', RETRY);
      return RETRY;
    }
  }

  function end(reader) {
    open.delete(reader);
    reader.state('closed');
    closed();
  }
}
