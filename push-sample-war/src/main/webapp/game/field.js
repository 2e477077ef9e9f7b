// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** As long as the server waits before it forgets somebody. */
const SILENCE_MS = 10_000;
/** How fast a drawn cursor comes up with the real one. */
const EASE_MS = 60;
const SETTLED = 0.0005;

const still = matchMedia('(prefers-reduced-motion: reduce)');

/** Everybody on the field, and the coin, as the server said last; the server bounds their number. */
export class Field {
  #players = new Map();
  #coin;
  #coinElement;
  #me;
  #step = 0;
  #running = false;

  constructor(element, coin, me) {
    this.element = element;
    this.#coinElement = coin;
    this.#me = me;
  }

  player(id) {
    return this.#players.get(id)?.state;
  }

  players() {
    return [...this.#players.values()].map(({ state }) => state);
  }

  /** Takes what the server says of one player, and of the coin. */
  show(state) {
    const known = this.#players.get(state.player) ?? this.#add(state);
    known.heard = performance.now();
    if (state.step < known.state.step) return; // overtaken by a later one
    known.state = state;
    known.label.textContent = state.name;
    if (state.step > this.#step) {
      this.#step = state.step;
      this.#coin = state.coin;
      place(this.#coinElement, state.coin);
      this.#coinElement.hidden = false;
    }
    this.#run();
  }

  /** Begins anew: after a gap nobody knows who is still there, and a server that was restarted counts from one. */
  clear() {
    for (const { element } of this.#players.values()) element.remove();
    this.#players.clear();
    this.#step = 0;
    this.element.dataset.players = 0;
  }

  /** Takes away who has said nothing for long. Tells whether there was anybody. */
  forget() {
    const before = this.#players.size;
    for (const [id, { heard, element }] of this.#players) {
      if (performance.now() - heard < SILENCE_MS) continue;
      element.remove();
      this.#players.delete(id);
    }
    this.element.dataset.players = this.#players.size;
    return this.#players.size < before;
  }

  /** In words, for those who do not see it. */
  whereIsTheCoin() {
    const me = this.player(this.#me);
    if (!me || !this.#coin) return 'The game has not begun yet.';
    const [x, y] = [this.#coin.x - me.x, this.#coin.y - me.y];
    const part = (value, less, more) => (Math.abs(value) < 0.03 ? '' : `${percent(value)} ${value < 0 ? less : more}`);
    const way = [part(x, 'to the left', 'to the right'), part(y, 'up', 'down')].filter(Boolean).join(' and ');
    return `The coin is ${way || 'here'}. You are ${percent(me.x)} from the left and ${percent(me.y)} from the top.`;
  }

  #add(state) {
    const element = document.createElement('div');
    const label = document.createElement('span');
    element.className = state.player === this.#me ? 'cursor me' : 'cursor';
    element.style.setProperty('--tint', Number(state.hue));
    element.append(label);
    this.element.append(element);
    const added = { element, label, state, shown: { x: state.x, y: state.y } };
    this.#players.set(state.player, added);
    this.element.dataset.players = this.#players.size;
    return added;
  }

  #run() {
    if (this.#running) return;
    this.#running = true;
    let before = performance.now();
    const frame = (now) => {
      const share = still.matches ? 1 : 1 - Math.exp((before - now) / EASE_MS);
      before = now;
      let moving = false;
      for (const player of this.#players.values()) moving = step(player, share) || moving;
      this.#running = moving;
      if (moving) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }
}

function step({ element, shown, state }, share) {
  const [x, y] = [state.x - shown.x, state.y - shown.y];
  const moving = share < 1 && Math.hypot(x, y) > SETTLED;
  shown.x = moving ? shown.x + x * share : state.x;
  shown.y = moving ? shown.y + y * share : state.y;
  place(element, shown);
  element.classList.toggle('left', shown.x > 0.55);
  element.classList.toggle('up', shown.y > 0.85);
  return moving;
}

function place(element, { x, y }) {
  element.style.left = `${x * 100}%`;
  element.style.top = `${y * 100}%`;
}

function percent(share) {
  return `${Math.round(Math.abs(share) * 100)} %`;
}
