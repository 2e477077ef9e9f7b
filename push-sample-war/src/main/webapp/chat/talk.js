// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { keep, kept } from '../parts/store.js';

const SLOW_MS = 800;

/** The form: a name that is remembered, and a text that is kept until it is sent. */
export class Talk {
  #form;
  #status;
  #publish;
  #unsent = { text: '', key: '' };

  /**
   * @param {HTMLFormElement} form with the fields `name` and `text`
   * @param {HTMLElement} status a live region
   * @param {object} tell
   * @param {(text: string, name: string, key: string) => Promise<unknown>} tell.publish sends a message
   * @param {(name: string) => void} tell.typing the user is at it
   */
  constructor(form, status, { publish, typing }) {
    this.#form = form;
    this.#status = status;
    this.#publish = publish;
    const { name, text } = form.elements;
    name.value = kept('chat-name') ?? `guest ${Math.floor(Math.random() * 900 + 100)}`;
    name.addEventListener('change', () => keep('chat-name', name.value.trim()));
    text.addEventListener('input', () => text.value.trim() && typing(name.value.trim() || 'somebody'));
    form.addEventListener('submit', (submit) => {
      submit.preventDefault();
      this.#send(name.value.trim(), text.value.trim());
    });
  }

  /** Says something below the form. */
  say(text, problem = true) {
    this.#status.textContent = text;
    this.#status.classList.toggle('problem', problem);
  }

  async #send(name, text) {
    if (!name || !text) return;
    keep('chat-name', name);
    // the same key for a second try of the same message: it is said once, even if the first answer got lost
    if (this.#unsent.text !== text) this.#unsent = { text, key: `${Date.now()}-${Math.random()}` };
    const sent = this.#unsent;
    const field = this.#form.elements.text;
    const slow = setTimeout(() => this.say('Sending …', false), SLOW_MS);
    try {
      await this.#publish(text, name, sent.key);
      if (this.#unsent === sent) this.#unsent = { text: '', key: '' };
      if (field.value.trim() === text) field.value = ''; // unless the next one is being written already
      this.say('');
    } catch (error) {
      this.say(`Not sent: ${error.message}. Press Send to try again; it will be said once.`);
    } finally {
      clearTimeout(slow);
    }
  }
}
