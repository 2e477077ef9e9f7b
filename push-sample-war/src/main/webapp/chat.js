// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { connect } from './push/client.js';
import { Messages } from './chat/messages.js';
import { Rooms } from './chat/rooms.js';
import { Talk } from './chat/talk.js';
import { Typing } from './chat/typing.js';
import { keep, kept } from './parts/store.js';
import { followState } from './parts/state.js';

const ROOM = 'demo/chat/';
const TYPING = 'demo/typing/';

const $ = (id) => document.getElementById(id);
const push = connect();
followState(push, $('state'));

// who wrote a message is told by this, since anybody may take any name; all tabs of this browser are one person
const me = kept('chat-me') ?? crypto.getRandomValues(new Uint32Array(2)).join('-');
keep('chat-me', me);

const messages = new Messages($('messages'), me);
const typing = new Typing($('typing'), (name) => push.publish(TYPING + rooms.current, { name, from: me }));
const talk = new Talk($('talk'), $('sent'), {
  publish: (text, name, key) => push.publish(ROOM + rooms.current, { name, text, from: me }, { key }),
  typing: (name) => typing.mine(name),
});
const rooms = new Rooms($('rooms'), $('open-room'), enter);
let history;

function enter(room) {
  history?.close();
  messages.clear();
  typing.clear();
  $('room-title').textContent = room;
  document.title = `${room} · Chat · Push Kit`;
  const topic = ROOM + room;
  $('command').textContent =
    `curl -d 'hello from a terminal' '${new URL('push/publish', document.baseURI)}?topic=${encodeURI(topic)}'`;
  history = push.subscribe(topic, said, { since: 'earliest' });
}

function said({ time, data }) {
  messages.add(time, data);
  typing.stopped(data?.from);
}

rooms.start();

// two patterns for all rooms: who is typing here, and where else something is said
push.subscribe(`${TYPING}*`, ({ topic, data }) => {
  if (topic === TYPING + rooms.current && data?.from !== me) typing.theirs(data);
});
push.subscribe(`${ROOM}*`, ({ topic }) => rooms.heard(topic.slice(ROOM.length)));
push.on('gap', ({ reason }) => messages.hint(`Some messages may be missing here (${reason}).`));
push.on('error', ({ message, retrying }) => !retrying && talk.say(`Not connected: ${message}`));
