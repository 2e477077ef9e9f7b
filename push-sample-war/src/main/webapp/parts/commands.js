// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Lists commands, each with a button that copies it.
 * @param {HTMLElement} list a `ul`
 * @param {[string, string][]} commands what it does, and the command
 */
export function showCommands(list, commands) {
  list.append(...commands.map(([what, command]) => item(what, command)));
}

function item(what, command) {
  const element = document.createElement('li');
  const title = make('p', what);
  const line = make('code', command);
  const code = make('pre');
  code.tabIndex = 0; // a long line scrolls, also with the keyboard
  code.setAttribute('role', 'region');
  code.setAttribute('aria-label', what);
  code.append(line);
  element.append(title, code);
  // browsers have none on plain http, except locally
  if (navigator.clipboard) element.append(copyButton(what, command));
  return element;
}

function copyButton(what, command) {
  const button = make('button', 'Copy');
  button.type = 'button';
  button.className = 'small';
  button.setAttribute('aria-label', `Copy: ${what}`);
  button.addEventListener('click', async () => {
    button.textContent = await navigator.clipboard.writeText(command).then(
      () => 'Copied',
      () => 'Not allowed',
    );
    setTimeout(() => (button.textContent = 'Copy'), 1_500);
  });
  return button;
}

function make(name, text = '') {
  return Object.assign(document.createElement(name), { textContent: text });
}
