// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** Farther than anybody gets until the next tick, so that a held key means full speed. */
const STRIDE = 0.15;

/** Where this player wants to be, by pointer, touch or keys. */
export class Input {
  #held = new Set();
  #wish;
  #byKeys = false;

  /**
   * @param {HTMLElement} element the field
   * @param {() => void} asked the player wants to know where the coin is
   */
  constructor(element, asked) {
    for (const type of ['pointermove', 'pointerdown']) {
      element.addEventListener(type, (event) => {
        const box = element.getBoundingClientRect();
        this.#wish = clamped((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
        this.#held.clear();
      });
    }
    element.addEventListener('keydown', (event) => {
      if (event.key in KEYS) this.#held.add(event.key);
      else if (event.key === ' ') asked();
      else return;
      event.preventDefault(); // the page would scroll
    });
    element.addEventListener('keyup', ({ key }) => this.#held.delete(key));
    element.addEventListener('blur', () => this.#held.clear());
  }

  /**
   * The wish of this moment.
   * @param {{ x: number, y: number } | undefined} me where the player is, if that is known
   */
  wish(me) {
    const at = me ?? { x: 0.5, y: 0.5 };
    if (this.#held.size > 0) {
      const [x, y] = [...this.#held].reduce(([sx, sy], key) => [sx + KEYS[key][0], sy + KEYS[key][1]], [0, 0]);
      this.#wish = clamped(at.x + x * STRIDE, at.y + y * STRIDE);
      this.#byKeys = true;
    } else if (this.#byKeys) {
      // a released key means: stop here
      this.#wish = { x: at.x, y: at.y };
      this.#byKeys = false;
    }
    return this.#wish ?? { x: at.x, y: at.y };
  }
}

function clamped(x, y) {
  return { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
}
