// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { PushError, refusal } from './errors.js';

// a timer can wait no longer than some 24 days
const MAX_WAIT = 1e9;

/**
 * Makes an address of the kit.
 * @param {import('./types.js').Settings} settings
 * @param {string} path
 * @param {string[]} topics
 * @param {Record<string, unknown>} params those without a value are left out
 * @returns {URL}
 */
export function address({ base }, path, topics, params) {
  const url = new URL(path, base);
  for (const topic of topics) url.searchParams.append('topic', topic);
  for (const name in params) if (params[name]) url.searchParams.set(name, params[name]);
  return url;
}

/**
 * Sends one request; a 401 is answered by one more with a new token.
 * @param {import('./types.js').Settings} settings
 * @param {URL} url
 * @param {RequestInit} init
 * @param {string} type what the media type must have in it
 * @returns {Promise<Response>} a good answer of that type
 * @throws {PushError} `unreachable`, `refused` or `not-push`
 */
export async function request(settings, url, init, type) {
  for (let again; ; again = true) {
    const token = await settings.getToken?.();
    const headers = { ...init.headers };
    if (token) headers.Authorization = `Bearer ${token}`;
    const credentials = settings.withCredentials ? 'include' : undefined;
    const { fetch } = settings;
    const response = await fetch(url.href, { ...init, headers, credentials, cache: 'no-store' }).catch(() => {
      throw new PushError('unreachable', `no answer from ${url.origin}`);
    });
    const { status } = response;
    if (status === 401 && token && !again) continue;
    const actual = response.headers.get('Content-Type') ?? '';
    if (!response.ok) {
      const ours = actual.includes('problem+json');
      const { detail } = ours ? await json(response).catch(() => ({})) : {};
      const after = response.headers.get('Retry-After');
      throw refusal(status, detail ?? `status ${status}`, ours, Math.min(after * 1_000, MAX_WAIT));
    }
    if (actual.includes(type)) return response;
    throw new PushError('not-push', `answered ${actual}, not ${type}`);
  }
}

/**
 * Reads an answer's JSON.
 * @param {Response} response
 * @returns {Promise<any>}
 * @throws {PushError} `data` if it is none, or was cut
 */
export const json = (response) =>
  response.json().catch(({ message }) => {
    throw new PushError('data', message);
  });

/**
 * Reads what is there after a place, at once.
 * @param {import('./types.js').Settings} settings
 * @param {string[]} topics
 * @param {Record<string, unknown>} params
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>} `cursor`, `resumed`, `reason`, `events`
 */
export const read = async (settings, topics, params, signal = AbortSignal.timeout(settings.timeout)) => {
  const url = address(settings, 'poll', topics, params);
  const answer = await json(await request(settings, url, { signal }, '/json'));
  if (answer?.events?.map) return answer;
  throw new PushError('data', 'no events');
};
