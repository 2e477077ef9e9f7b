// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** The transports from the best to the plainest: the name the client knows, and what a reader wants to know. */
export const transports = [
  {
    id: 'websocket',
    name: 'WebSocket',
    path: '/push/ws',
    what: 'One connection for both directions.',
  },
  {
    id: 'sse',
    name: 'Server-sent events',
    path: '/push/sse',
    what: 'One answer that never ends, in the format of EventSource.',
  },
  {
    id: 'stream',
    name: 'Chunked stream',
    path: '/push/stream',
    what: 'One answer that never ends, a JSON object a line.',
  },
  {
    id: 'long-poll',
    name: 'Long polling',
    path: '/push/poll?wait=25',
    what: 'The server holds its answer until there is an event.',
  },
  {
    id: 'poll',
    name: 'Short polling',
    path: '/push/poll',
    what: 'Asks once a second, whether there is something or not.',
  },
];

/** Every name a person reads, by the client's name. */
export const names = Object.fromEntries(transports.map(({ id, name }) => [id, name]));
