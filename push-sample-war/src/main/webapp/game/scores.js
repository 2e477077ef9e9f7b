// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** The table of scores, drawn anew only where something in it has changed. */
export class Scores {
  #body;
  #drawn = '';

  /** @param {HTMLTableElement} table with a head and an empty body */
  constructor(table) {
    this.#body = table.tBodies[0];
  }

  /**
   * @param {object[]} players as the server said last
   * @param {string} me whose row is marked
   */
  show(players, me) {
    const order = players.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
    const drawn = JSON.stringify(order.map(({ player, name, score }) => [player, name, score]));
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#body.replaceChildren(...order.map((player) => row(player, player.player === me)));
  }
}

function row({ player, name, score, hue }, mine) {
  const row = document.createElement('tr');
  row.dataset.player = player;
  if (mine) row.dataset.me = '';
  const who = document.createElement('th');
  who.scope = 'row';
  const swatch = document.createElement('span');
  swatch.className = 'swatch';
  swatch.style.setProperty('--tint', Number(hue));
  who.append(swatch, mine ? `${name} (you)` : name);
  const coins = document.createElement('td');
  coins.textContent = score;
  row.append(who, coins);
  return row;
}
