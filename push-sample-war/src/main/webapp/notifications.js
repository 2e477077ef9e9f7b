// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect } from './push/client.js';
import { whileInFront } from './parts/front.js';
import { transports } from './parts/transports.js';
import { Pane } from './notifications/pane.js';

const TITLE = document.title;
const $ = (id) => document.getElementById(id);

const panes = [];
for (const transport of transports.filter(({ id }) => ['long-poll', 'sse'].includes(id))) {
  panes.push(new Pane(transport, { changed, template: $('pane'), item: $('item') }));
}
$('inboxes').append(...panes.map(({ element }) => element));
changed();

$('leave').addEventListener('click', () => panes.forEach((pane) => pane.leave(true)));
$('back').addEventListener('click', () => panes.forEach((pane) => pane.leave(false)));

// one person has one number of unread, so the tab shows the larger of the two
function changed() {
  const unread = Math.max(0, ...panes.map((pane) => pane.unread));
  document.title = unread ? `(${unread}) ${TITLE}` : TITLE;
  $('leave').disabled = panes.every(({ left }) => left);
  $('back').disabled = panes.every(({ left }) => !left);
}

// a hidden tab leaves as well, and finds what it missed like any other
whileInFront((front) => {
  $('elsewhere').hidden = front;
  for (const pane of panes) pane.inFront(front);
});

// sends by POST and listens to nothing, so it works for somebody who has left
const sender = connect(undefined, { share: false });
let unsent = { said: '', key: '' };
$('send').addEventListener('submit', async (submit) => {
  submit.preventDefault();
  const { title, text } = Object.fromEntries(new FormData(submit.target));
  const said = JSON.stringify([title, text]);
  // the same key for a second try: it arrives once, even if the first answer got lost
  if (unsent.said !== said) unsent = { said, key: `${Date.now()}-${Math.random()}` };
  const { key } = unsent;
  try {
    await sender.publish('demo/notifications', { title, text }, { key });
    if (unsent.key === key) unsent = { said: '', key: '' };
    $('sent').textContent = `Sent: ${title}`;
  } catch (error) {
    $('sent').textContent = `Not sent: ${error.message}. Press Send to try again; it will arrive once.`;
  }
});
