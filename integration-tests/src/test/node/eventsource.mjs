// The npm package "eventsource". Arguments: the address, and the last event id or nothing.
import { EventSource } from 'eventsource';
import { opened, saw, failed } from './report.mjs';

const [address, lastEventId] = process.argv.slice(2);
const source = new EventSource(address, {
  fetch: (url, init) =>
    fetch(url, {
      ...init,
      // The constructor has no option for the first connection's id; later ones are the package's own.
      headers: lastEventId ? { 'Last-Event-ID': lastEventId, ...init.headers } : init.headers,
    }),
});
source.addEventListener('push.open', opened);
source.addEventListener('message', (event) => saw(event.lastEventId, event.data));
source.addEventListener('error', (event) => failed(event.code, event.message));
