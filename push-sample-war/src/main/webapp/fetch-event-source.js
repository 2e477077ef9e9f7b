// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The page that listens with `@microsoft/fetch-event-source`, unchanged.
 * @module
 */

const MEBIBYTE = 1_048_576;

/** What makes no sense to try again. */
class Fatal extends Error {}

const show = (id, text) => (document.getElementById(id).textContent = text);
const facts = document.getElementById('facts');
const toggle = document.getElementById('toggle');
let controller;
let count = 0;
let last = '';

document.getElementById('broken').remove();
toggle.addEventListener('click', () => {
  if (controller) stop('stopped');
  else start();
});

// On demand, since a sample that was built without npm has no such file.
const library = await import('./lib/fetch-event-source/index.js').catch(() => undefined);
if (library) {
  toggle.disabled = false;
  start();
} else {
  document.getElementById('missing').hidden = false;
  state('missing');
}

async function start() {
  controller = new AbortController();
  toggle.textContent = 'Stop';
  state('connecting');
  try {
    await library.fetchEventSource('push/sse?topic=system/load&format=envelope', {
      // the library keeps the last id itself, but only until it is stopped
      headers: { 'X-Sample': 'any header you like', ...(last && { 'last-event-id': last }) },
      signal: controller.signal,
      async onopen(response) {
        show('answer', `${response.status}, ${response.headers.get('content-type')}`);
        if (!response.ok) throw new Fatal(`the server answers ${response.status}`);
        state('open');
      },
      onmessage: take,
      onclose() {
        throw new Error('the server ended the answer'); // so that it connects again
      },
      onerror(error) {
        if (error instanceof Fatal) throw error; // so that it does not
        state('waiting');
      },
    });
  } catch (error) {
    stop(error.message);
  }
}

function stop(reason) {
  controller?.abort();
  controller = undefined;
  toggle.textContent = 'Go on';
  state(reason);
}

function take({ event, data, id }) {
  if (id) show('last', (last = id));
  if (event === 'push.open') {
    const { resumed, reason } = JSON.parse(data);
    document.getElementById('resumed').dataset.resumed = resumed;
    show('resumed', reason ? `${resumed}, ${reason}` : resumed);
  } else if (event === 'push.close') {
    if (!JSON.parse(data).reconnect) throw new Fatal('the server does not want us back');
  } else if (!event && data) {
    const { cpu, heap } = JSON.parse(data).data;
    show('cpu', cpu.process === null ? 'unknown' : `${(cpu.process * 100).toFixed(1)} %`);
    show('heap', `${(heap.used / MEBIBYTE).toFixed(1)} MiB`);
    show('count', ++count);
    facts.dataset.events = count;
  }
}

function state(name) {
  document.getElementById('state').dataset.state = name;
  show('state', name);
}
