// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import uPlot from '../lib/uPlot.esm.js';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** A line chart of uPlot, in the colours of the page, as large as its element. */
export class Chart {
  #element;
  #plot;

  /**
   * @param {HTMLElement} element where it is drawn; its style gives the height and `--hue`
   * @param {object} setup
   * @param {{label: string, color?: string, dash?: number[], fill?: boolean}[]} setup.series `color` is a CSS variable
   * @param {number} [setup.seconds] the x axis is the last so many seconds; without it, the time of day
   * @param {boolean} [setup.log] a logarithmic y axis, from 1
   * @param {(value: number) => string} [setup.unit] writes a value of the y axis
   */
  constructor(element, { series, seconds, log, unit = String }) {
    this.#element = element;
    const color = (name, alpha) => () => this.#color(name, alpha);
    const axis = {
      stroke: color('--soft'),
      grid: { stroke: color('--line'), width: 1 },
      ticks: { show: false },
      font: '12px system-ui, sans-serif',
    };
    const line = ({ label, color: name = '--hue', dash, fill }) => ({
      label,
      dash,
      stroke: color(name),
      fill: fill && color(name, 0.12),
      width: 1.75,
      points: { show: false },
    });
    const options = {
      width: element.clientWidth || 300,
      height: element.clientHeight || 140,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: seconds ? { time: false, range: [-seconds, 0] } : {},
        y: log ? { distr: 3, range: decades } : { range: roomy },
      },
      axes: [
        { ...axis, size: 26, space: 70, values: (plot, splits) => splits.map(seconds ? ago : timeOfDay) },
        { ...axis, size: 58, space: 28, values: (plot, splits) => splits.map((y) => (y === null ? '' : unit(y))) },
      ],
      series: [{}, ...series.map(line)],
    };
    this.#plot = new uPlot(options, [[], ...series.map(() => [])], element);
    new ResizeObserver(() => this.#resize()).observe(element);
    dark.addEventListener('change', () => this.#plot.redraw());
  }

  /**
   * Draws anew.
   * @param {[number[], (number | null)[]][]} lines the x and y values of each series
   */
  draw(lines) {
    this.#plot.setData(lines.length === 1 ? lines[0] : uPlot.join(lines));
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (width && height) this.#plot.setSize({ width, height });
  }

  #color(name, alpha = 1) {
    const value = getComputedStyle(this.#element).getPropertyValue(name).trim();
    return alpha === 1 ? value : `${value}${Math.round(alpha * 255).toString(16).padStart(2, '0')}`;
  }
}

function ago(seconds) {
  return seconds ? `${seconds} s` : 'now';
}

function timeOfDay(seconds) {
  return new Date(seconds * 1_000).toLocaleTimeString([], { timeStyle: 'medium' });
}

function decades(plot, min, max) {
  return [1, Math.max(1_000, 10 ** Math.ceil(Math.log10(max || 1)))];
}

// a flat line gets some room, and lies in the middle
function roomy(plot, min, max) {
  const room = (max - min || Math.abs(max) || 1) * 0.12;
  return min >= 0 && min - room < 0 ? [0, max + room] : [min - room, max + room];
}
