// Appends with the protocol's own client and reads it all back, once and in order.
// Usage: node client.mjs URL; says one JSON object when it is done.
import { DurableStream, IdempotentProducer, stream } from '@durable-streams/client';

const url = process.argv[2];
const count = 500;

const failures = [];
const handle = await DurableStream.create({ url, contentType: 'application/json' });

// A reader that follows while they come.
const live = [];
const following = await stream({ url, offset: '-1', live: true });
const all = new Promise((resolve) => {
  following.subscribeJson(async (batch) => {
    live.push(...batch.items.map((item) => item.n));
    if (live.length >= count) {
      resolve();
    }
  });
});

const producer = new IdempotentProducer(handle, 'writer-1', {
  autoClaim: true,
  onError: (error) => failures.push(String(error)),
});
for (let n = 0; n < count; n++) {
  producer.append(JSON.stringify({ n, text: `line ${n}\n"quoted" \u00fc` }));
}
await producer.flush();
await producer.close();
await Promise.race([all, new Promise((_, reject) => setTimeout(() => reject(new Error('the live reader waits')), 15_000))]);

const response = await stream({ url, offset: '-1', live: false });
const items = await response.json();
console.log(JSON.stringify({
  failures,
  inOrder: items.length === count && items.every((item, i) => item.n === i && item.text === `line ${i}\n"quoted" \u00fc`),
  liveInOrder: live.length === count && live.every((n, i) => n === i),
}));
process.exit(0);
