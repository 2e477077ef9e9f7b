// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

const WIDTH = 120;
const HEIGHT = 32;

/**
 * Draws values as a small line.
 * @param {SVGElement} svg with a `polyline` in it
 * @param {number[]} values the newest last
 * @param {number} most how many values fill the width
 * @param {[number, number]} [bounds] the lowest and highest value; without them the values fill the height
 */
export function spark(svg, values, most, bounds = [Math.min(...values), Math.max(...values)]) {
  const [low, high] = bounds;
  const step = WIDTH / (most - 1);
  const start = WIDTH - (values.length - 1) * step;
  const height = (value) => HEIGHT - 2 - ((value - low) / (high - low || 1)) * (HEIGHT - 4);
  const points = values.map((value, i) => `${(start + i * step).toFixed(1)},${height(value).toFixed(1)}`);
  svg.querySelector('polyline').setAttribute('points', points.join(' '));
}

/** Makes an empty one. It says nothing to a screen reader: the figures beside it do. */
export function sparkElement() {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'spark');
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'polyline'));
  return svg;
}
