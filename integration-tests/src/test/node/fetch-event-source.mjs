// The npm package "@microsoft/fetch-event-source". Arguments: the address, and the last event id or nothing.
import { opened, saw, failed } from './report.mjs';

// The package is made for pages and reads these two globals.
globalThis.window = globalThis;
globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
const { fetchEventSource } = await import('@microsoft/fetch-event-source');

const [address, lastEventId] = process.argv.slice(2);
await fetchEventSource(address, {
  headers: lastEventId ? { 'last-event-id': lastEventId } : {},
  onmessage: ({ id, event, data }) => {
    if (event === 'push.open') {
      opened();
    } else if (event === '') {
      saw(id, data);
    }
  },
  onerror: (error) => failed(undefined, error.message),
});
