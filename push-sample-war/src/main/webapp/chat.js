// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect } from './push/client.js';
import { Feed, follow, webSocket } from './transports.js';

const TOPIC = 'demo/chat';
const KEPT = 200;
const NAME = 'push-sample-name';

/**
 * Starts the chat: history and new messages over WebSocket, one's own by POST.
 * @param {URL} base where the kit answers
 */
export function startChat(base) {
  const log = document.getElementById('log');
  const form = document.getElementById('talk');
  const status = document.getElementById('chat-state');
  const push = connect(base);
  let unsent = { text: '', key: '' };

  hint('No messages yet.');
  form.elements.name.value = stored() ?? `guest ${Math.floor(Math.random() * 900 + 100)}`;
  form.addEventListener('submit', async (submit) => {
    submit.preventDefault();
    const name = form.elements.name.value.trim();
    const text = form.elements.text.value.trim();
    if (!name || !text) return;
    store(name);
    // the same key for a second try of the same message: it is said once, even if the first answer got lost
    if (unsent.text !== text) unsent = { text, key: `${Date.now()}-${Math.random()}` };
    const sent = unsent;
    try {
      await push.publish(TOPIC, { name, text }, { key: sent.key });
      if (unsent === sent) unsent = { text: '', key: '' };
      if (form.elements.text.value.trim() === text) form.elements.text.value = '';
      status.textContent = 'Sent.';
    } catch (error) {
      status.textContent = `Not sent: ${error.message}. Press Send to try again.`;
    }
  });

  follow(
    new Feed({
      base,
      topic: TOPIC,
      cursor: 'earliest',
      signal: new AbortController().signal,
      event: say,
      state: (state, detail) => {
        status.textContent = state === 'live' ? 'Connected.' : detail ? `Not connected: ${detail}.` : 'Connecting …';
      },
      resumed: (resumed) => {
        if (resumed === 'gap') hint('Some messages were lost here.');
      },
    }),
    webSocket,
  );

  function say({ time, data }) {
    // what came from a terminal is plain text
    const { name, text } = data?.text === undefined ? { name: 'somebody', text: data } : data;
    const when = document.createElement('time');
    when.dateTime = time;
    when.textContent = new Date(time).toLocaleTimeString();
    const who = document.createElement('b');
    who.textContent = name ?? 'somebody';
    add(when, who, typeof text === 'string' ? text : JSON.stringify(text));
  }

  function hint(text) {
    add(text).className = 'hint';
  }

  function add(...content) {
    if (log.children.length === 1) log.querySelector('.hint')?.remove();
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    const item = document.createElement('li');
    item.append(...content);
    log.append(item);
    if (log.children.length > KEPT) log.firstElementChild.remove();
    if (atEnd) log.scrollTop = log.scrollHeight;
    return item;
  }
}

function stored() {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null; // a browser that stores nothing
  }
}

function store(name) {
  try {
    localStorage.setItem(NAME, name);
  } catch {
    // asked again next time
  }
}
