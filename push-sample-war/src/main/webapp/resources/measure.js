// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Tells how the slow page came, then goes on: without hints, with them, away.
 * @module
 */

import { CHANNEL, timings } from './timings.js';

const query = new URLSearchParams(location.search);
const hints = query.get('hints') === 'on' ? 'on' : 'off';

if (document.readyState === 'complete') tell();
else addEventListener('load', () => setTimeout(tell));

function tell() {
  // What the slow page needs, and not what measures it.
  const marks = timings().filter(({ name, by }) => by === 'page' || name.startsWith('asset/'));
  const end = Math.max(...marks.map((mark) => mark.end));
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage({ hints, way: document.documentElement.dataset.way, marks, end });
  channel.close();
  if (!opener) return; // somebody looks at it by itself
  if (hints === 'on') close();
  else location.replace(`page?hints=on&run=${(query.get('run') ?? '').replace(/[^0-9a-z]/g, '')}b`);
}
