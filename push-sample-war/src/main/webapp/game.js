// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * The page of the game: sends where this player wants to be, and shows what the server says of everybody.
 * @module
 */

import { connect } from './push/client.js';
import { Field } from './game/field.js';
import { Input } from './game/input.js';
import { Scores } from './game/scores.js';
import { myId, myName, rename } from './game/me.js';

const TOPIC = 'demo/game/moves';
const TICK_MS = 50;
/** Sooner than the ten seconds after which the server forgets the silent. */
const SIGN_OF_LIFE_MS = 2_000;
/** More answers than these are not waited for at once. */
const MAX_PENDING = 4;

const id = myId();
const field = new Field(document.getElementById('field'), document.getElementById('coin'), id);
const input = new Input(field.element, () => tell(field.whereIsTheCoin()));
const scores = new Scores(document.getElementById('scores'));
const name = document.getElementById('name');
const state = document.getElementById('state');
const ping = document.getElementById('ping');
const told = document.getElementById('told');

document.getElementById('broken').remove();
name.value = myName();
name.addEventListener('change', () => rename(name.value));

const push = connect(undefined, { transports: ['websocket'], share: false });
push.on('state', (now) => {
  field.element.dataset.state = now.state;
  state.dataset.state = now.state;
  state.textContent = now.state;
  if (now.state === 'open') tell(''); // what went wrong before is over
});
push.on('gap', () => field.clear());
push.on('error', ({ message }) => tell(message));
push.subscribe(TOPIC, ({ data }) => {
  const before = field.player(id)?.score;
  field.show(data);
  scores.show(field.players(), id);
  if (data.player === id && data.score > before) tell(`You have the coin: ${data.score} now.`);
});

let last = { at: -Infinity };
let pending = 0;

setInterval(() => {
  if (push.state !== 'open' || document.hidden || pending >= MAX_PENDING) return;
  const me = field.player(id);
  const wish = input.wish(me);
  const arrived = me && Math.hypot(me.x - wish.x, me.y - wish.y) < 0.001;
  const same = wish.x === last.x && wish.y === last.y;
  if (arrived && same && performance.now() - last.at < SIGN_OF_LIFE_MS) return;
  last = { ...wish, at: performance.now() };
  say(wish);
}, TICK_MS);

async function say({ x, y }) {
  const start = performance.now();
  pending++;
  try {
    await push.publish(TOPIC, { player: id, name: name.value.trim() || 'somebody', x, y });
    const ms = performance.now() - start;
    ping.textContent = ms.toFixed(ms < 10 ? 1 : 0);
    ping.dataset.ms = ms;
  } catch (error) {
    tell(error.message);
  } finally {
    pending--;
  }
}

setInterval(() => {
  if (field.forget()) scores.show(field.players(), id);
}, 1_000);

function tell(text) {
  told.textContent = text;
}
