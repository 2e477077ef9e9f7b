// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect, PushError } from 'push-kit-client';

const push = connect('/push/', { transports: ['sse', 'long-poll'], getToken: async () => 'token', patience: 2_000 });
const off: () => void = push.on('gap', ({ reason, cursor, topics }) => {
  const why: 'evicted' | 'epoch' | 'slow' = reason;
  console.log(why, cursor.length, topics.length);
});
push.on('error', ({ reason, status, retrying }) => console.log(reason, status ?? 0, retrying));
push.on('state', ({ state, transport, delay = 0 }) => console.log(state, transport, delay));
push.addEventListener('state', (event) => console.log((event as CustomEvent).detail));
const subscription = push.subscribe(['a/*', 'b'], (event) => console.log(event.id, event.topic, event.data), {
  since: 'earliest',
});
for await (const { time, type } of push.subscribe('c')) console.log(time, type?.length);
try {
  const id: string = await push.publish('a/b', { x: 1 }, { type: 't', key: 'k' });
  console.log(id, subscription.cursor, push.transport, push.state === 'open');
} catch (error) {
  if (error instanceof PushError) console.log(error.reason, error.status, error.final, error.retryAfter);
}
subscription.close();
off();
push.close();

// @ts-expect-error there is no such transport
connect('/push/', { transports: ['carrier-pigeon'] });
// @ts-expect-error there is no such event
push.on('message', () => {});
// @ts-expect-error only the client moves its cursor
push.cursor = 'x';
