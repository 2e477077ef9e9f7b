// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const RETRY = 1_000;

/**
 * Reads by server-sent events, on a connection of its own. An answer ends about each minute: then the next one goes on at
 * the offset of the last. (The browser would connect again by itself, but where it began.)
 * @returns {() => void} stops
 */
export function readByEvents(reader, { address, closed }) {
  let source;
  let timer;
  let arrived = false;
  let text = '';

  const open = () => {
    const url = new URL(address);
    url.searchParams.set('offset', reader.offset);
    url.searchParams.set('live', 'sse');
    if (reader.cursor) url.searchParams.set('cursor', reader.cursor);
    text = '';
    arrived = false;
    reader.asks();
    reader.resumes();
    source = new EventSource(url);
    source.addEventListener('data', ({ data }) => (text += data));
    // bytes count once the offset after them is known
    source.addEventListener('control', ({ data }) => {
      const { streamNextOffset, streamCursor, streamClosed } = JSON.parse(data);
      arrived = true;
      reader.take(text, streamNextOffset, streamCursor);
      text = '';
      if (streamClosed) finish();
    });
    source.addEventListener('open', () => reader.state('open'));
    source.addEventListener('error', () => {
      const refused = source.readyState === EventSource.CLOSED;
      source.close();
      if (refused) return finish();
      reader.state(arrived ? 'connecting' : 'waiting', RETRY);
      timer = setTimeout(open, arrived ? 0 : RETRY);
    });
  };

  const stop = () => {
    clearTimeout(timer);
    source.close();
  };

  const finish = () => {
    stop();
    reader.state('closed');
    closed();
  };

  open();
  return stop;
}
