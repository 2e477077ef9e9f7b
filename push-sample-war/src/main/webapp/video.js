// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { Chart } from './parts/chart.js';
import { showCommands } from './parts/commands.js';
import { bytes, duration } from './parts/format.js';
import { Recent } from './parts/recent.js';
import { showState } from './parts/state.js';
import { bytesAt, clusters } from './video/clusters.js';
import { showRequests } from './video/requests.js';
import { Upload } from './video/upload.js';

const FILE = 'video/clock.webm';
const SECONDS = 16;
const WINDOW = 30;
const RATE = 40_000;

const $ = (id) => document.getElementById(id);
const kit = new URL('push/', document.baseURI);
const players = { first: $('first'), late: $('late'), whole: $('whole') };
const lines = { uploaded: new Recent(WINDOW), buffered: new Recent(WINDOW), played: new Recent(WINDOW) };
const chart = new Chart($('chart'), {
  series: [
    { label: 'uploaded', color: '--uploaded', dash: [6, 4] },
    { label: 'buffered', color: '--buffered' },
    { label: 'played', color: '--played', fill: true },
  ],
  seconds: WINDOW,
  unit: (count) => `${Math.round(count / 1_000)} kB`,
});
let file;
let index;
let upload;
let media;

$('upload').addEventListener('click', start);
$('join').addEventListener('click', () => play('late', `${media}?from=live`));
for (const button of document.querySelectorAll('[data-jump]')) {
  button.addEventListener('click', () => (players.whole.currentTime = Number(button.dataset.jump)));
}
showRequests($('requests'), (address) => {
  $('none').hidden = true;
  return Object.keys(players).find((name) => players[name].src === address) ?? 'another';
});

async function start() {
  $('upload').disabled = true;
  $('problem').textContent = '';
  try {
    file ??= new Uint8Array(await (await fetch(FILE)).arrayBuffer());
    index ??= clusters(file, SECONDS);
    const name = `demo/video-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
    upload = new Upload(new URL(`streams/${name}`, kit), file, index);
    media = new URL(`media/${name}`, kit);
    say('stream', name);
    say('total', `of ${bytes(file.length)}`);
    stop();
    await upload.create();
    showState($('state'), 'open');
    $('join').disabled = false;
    play('first', media.href);
    await upload.fill();
    whole();
  } catch ({ message }) {
    $('problem').textContent = message;
  }
  showState($('state'), 'closed');
  $('join').disabled = true;
  $('upload').disabled = false;
}

// what a player is given here has no sound, so browsers let it begin
function play(name, address) {
  say(`${name}-address`, address.slice(kit.href.length - 'push/'.length - 1));
  players[name].src = address;
  return players[name].play().catch(({ message }) => ($('problem').textContent = message));
}

function whole() {
  for (const button of document.querySelectorAll('[data-jump]')) button.disabled = false;
  const address = `${media}?rate=${RATE}`;
  say('whole-address', address.slice(kit.href.length - 'push/'.length - 1));
  players.whole.src = address;
}

function stop() {
  for (const button of document.querySelectorAll('[data-jump]')) button.disabled = true;
  for (const player of Object.values(players)) {
    player.removeAttribute('src');
    player.load();
  }
}

setInterval(() => {
  if (!upload) return;
  const { currentTime, buffered } = players.first;
  const loaded = buffered.length ? buffered.end(buffered.length - 1) : 0;
  say('uploaded', bytes(upload.sent));
  say('appends', upload.appends);
  const sent = upload.complete ? SECONDS : timeAt(upload.sent);
  say('behind', duration((sent - currentTime) * 1_000));
  lines.uploaded.add(upload.sent);
  lines.buffered.add(bytesAt(index, loaded));
  lines.played.add(bytesAt(index, currentTime));
  chart.draw(Object.values(lines).map((line) => line.line()));
}, 250);

function timeAt(place) {
  const next = Math.max(1, index.findIndex(({ at }) => at > place));
  const [from, to] = [index[next - 1], index[next]];
  return from.time + Math.max(0, (place - from.at) / (to.at - from.at)) * (to.time - from.time);
}

function say(part, text) {
  document.querySelector(`[data-part='${part}']`).textContent = text;
}

showCommands($('commands'), [
  [
    'Upload it in one body without a length, at 25 KB a second',
    `curl -s '${new URL(FILE, document.baseURI)}' | curl --limit-rate 25k -T - -H 'Content-Type: video/webm' -H 'Stream-Closed: true' '${kit}streams/demo/clock'`,
  ],
  ['Watch it meanwhile', `ffplay '${kit}media/demo/clock'`],
  ['Join it at the newest keyframe', `ffplay '${kit}media/demo/clock?from=live'`],
  ['Send what a camera sees, live', `ffmpeg -f v4l2 -i /dev/video0 -c:v libvpx -deadline realtime -g 30 -f webm - | curl -T - -H 'Content-Type: video/webm' '${kit}streams/demo/camera'`],
  ['Forget it', `curl -X DELETE '${kit}streams/demo/clock'`],
]);
