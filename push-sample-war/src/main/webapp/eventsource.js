// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The page that listens with the browser's own EventSource, and goes on after a reload.
 * @module
 */

const LAST = 'push-sample-last-event';
const COUNT = 'push-sample-event-count';
const NOTICES = 5;

const show = (id, text) => (document.getElementById(id).textContent = text);
const prices = document.querySelector('#prices tbody');
const notices = document.getElementById('notices');
const facts = document.getElementById('facts');
const url = new URL('push/sse?topic=stocks/*&topic=system/notices', document.baseURI);
const last = sessionStorage.getItem(LAST);
let count = last ? Number(sessionStorage.getItem(COUNT)) : 0;

document.getElementById('broken').remove();
document.getElementById('reload').addEventListener('click', () => location.reload());
document.getElementById('forget').addEventListener('click', () => {
  source.close(); // no event may come in between
  sessionStorage.removeItem(LAST);
  location.reload();
});

if (last) url.searchParams.set('lastEventId', last);
show('asked', last ?? 'nothing: this is the first visit');

const source = new EventSource(url);
source.addEventListener('open', () => state('open'));
// After a break the browser connects again by itself; only a refusal is the end.
source.addEventListener('error', () => state(source.readyState === EventSource.CLOSED ? 'closed' : 'waiting'));
source.addEventListener('push.open', ({ data }) => {
  const { resumed, reason } = JSON.parse(data);
  document.getElementById('resumed').dataset.resumed = resumed;
  show(
    'resumed',
    {
      none: 'none: from now on',
      complete: 'complete: nothing was lost in between',
      gap: `gap: something was lost (${reason})`,
    }[resumed],
  );
});
source.addEventListener('push.gap', ({ data }) => show('resumed', `gap: something was lost (${JSON.parse(data).reason})`));
source.addEventListener('push.close', ({ data }) => {
  if (JSON.parse(data).reconnect) return;
  source.close();
  state('closed');
});

source.addEventListener('price', (event) => {
  keep(event);
  const { symbol, name, price, change } = JSON.parse(event.data);
  const row = document.getElementById(`price-${symbol}`) ?? add(symbol, name);
  row.cells[1].textContent = price.toFixed(2);
  row.cells[2].textContent = (change > 0 ? '+' : '') + change.toFixed(2);
});

source.addEventListener('notice', (event) => {
  keep(event);
  const { title, text } = JSON.parse(event.data);
  const item = document.createElement('li');
  item.textContent = `${title}: ${text}`;
  notices.prepend(item);
  if (notices.children.length > NOTICES) notices.lastElementChild.remove();
});

function keep({ lastEventId }) {
  count++;
  sessionStorage.setItem(LAST, lastEventId);
  sessionStorage.setItem(COUNT, count);
  show('last', lastEventId);
  show('count', count);
  facts.dataset.events = count;
}

function add(symbol, name) {
  const row = prices.insertRow([...prices.rows].filter((one) => one.cells[0].textContent < name).length);
  row.id = `price-${symbol}`;
  const company = document.createElement('th');
  company.scope = 'row';
  company.textContent = name;
  row.append(company);
  row.insertCell();
  row.insertCell();
  return row;
}

function state(name) {
  document.getElementById('state').dataset.state = name;
  show('state', name);
}
