// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { request } from './http.js';

/**
 * Server-sent events, read by fetch so that a refusal shows its status and a token can be sent.
 * @type {import('./transports.js').Transport}
 */
export const sse = (attempt) => {
  let id;
  let data;
  return stream(attempt, 'sse', { format: 'envelope' }, 'event-stream', (line) => {
    if (line.startsWith('data:')) data = line.slice(5);
    else if (line.startsWith('id:')) id = line.slice(3).trim();
    else if (!line) {
      // a block without data is a heartbeat
      if (data) attempt.take(data);
      else if (id) attempt.take({ control: 'heartbeat', cursor: id });
      id = data = '';
    }
  });
};

/**
 * One JSON object a line.
 * @type {import('./transports.js').Transport}
 */
export const ndjson = (attempt) => stream(attempt, 'stream', {}, 'ndjson', (line) => line && attempt.take(line));

function stream(attempt, path, params, type, onLine) {
  const controller = new AbortController();
  (async () => {
    const { settings } = attempt;
    const response = await request(settings, attempt.url(path, params), { signal: controller.signal }, type);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    let skipping;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) throw Error('end');
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (!skipping) onLine(line.trim());
        skipping = false;
      }
      if (rest.length > settings.maxEvent) {
        if (!skipping) attempt.tooLarge();
        skipping = true;
        rest = '';
      }
      attempt.flush();
    }
  })().catch(attempt.end);
  return { close: () => controller.abort() };
}
