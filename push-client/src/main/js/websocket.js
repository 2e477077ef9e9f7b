// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { PushError, refusal } from './errors.js';

const MAX_BUFFERED = 1_048_576;

/**
 * The duplex transport: topics come and go, and events are published, on the open connection.
 * @type {import('./transports.js').Transport}
 */
export const webSocket = (attempt) => {
  const url = attempt.url('ws');
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new attempt.settings.WebSocket(url.href, 'push.v1');
  const publishes = new Map();
  let refs = 0;

  socket.onmessage = ({ data }) => {
    data.split('\n').forEach(attempt.take);
    attempt.flush();
  };
  socket.onclose = ({ code }) => attempt.end(Error(`closed: ${code}`));

  const send = (command) => socket.send(JSON.stringify(command));
  return {
    close() {
      socket.close();
      const error = new PushError('ended', 'closed');
      for (const { reject } of publishes.values()) reject(error);
    },
    send,
    /** @returns {Promise<string> | false} false where too much waits to be sent */
    publish: (event) =>
      socket.bufferedAmount < MAX_BUFFERED &&
      new Promise((resolve, reject) => {
        const ref = `${++refs}`;
        publishes.set(ref, { resolve, reject });
        setTimeout(reject, attempt.settings.timeout, new PushError('unreachable', 'no answer'));
        send({ op: 'publish', ...event, ref });
      }),
    /** Takes the answer to a publish; others are not for it. @returns {boolean} whether it was one */
    answer({ ref, code, message, id }) {
      const publish = publishes.get(ref);
      if (code) publish?.reject(refusal(code, message, true));
      else publish?.resolve(id);
      return publishes.delete(ref);
    },
  };
};
