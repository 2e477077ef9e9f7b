// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

import { startAttempt } from './attempt.js';
import { decode } from './data.js';
import { PushError, refusal, told } from './errors.js';
import { read } from './http.js';
import { recall, remember } from './memory.js';
import { without } from './topics.js';

const MAX_DELAY = 60_000;
const MAX_UPGRADE = 3_600_000;
const BRIEF = 1_000;
const TICK = 500;
// a timer that comes so late has slept
const SLEPT = 5_000;

/**
 * Keeps one connection to the server, on the best transport of the ladder on which something arrives.
 *
 * A connection is healthy when something has arrived on it. One that never was, or that went silent, is followed by the
 * next rung at once; one that was cut, by the same rung after a while. The cursor is the same all the way.
 * @param {import('./types.js').Settings} settings
 * @param {string | undefined} cursor where to go on; undefined: with the next event
 * @param {(kind: string, detail: any) => void} tell takes what every tab is to know, in order
 * @returns the link; nothing is sent before it has topics to follow
 */
export function createLink(settings, cursor, tell) {
  const { upgrade } = settings;
  const rungs = settings.transports.filter(
    (name) => name !== 'websocket' || (settings.WebSocket && !settings.getToken),
  );
  let topics = [];
  let rung = recall(settings, rungs);
  let current;
  let probe;
  let examining;
  let halted;
  // the topics that the server took last, all together
  let held = [];
  let failures = 0;
  let retry = 2_000;
  let upgradeIn = upgrade;
  let retryTimer;
  let upgradeTimer;
  let ticked = Date.now();

  const complain = ({ name }, error) => tell('error', told(error, true, { transport: name }));

  const tellState = (state, more) => tell('state', { state, ...more });

  const tellLive = ({ followed, name }, more) => tell('live', { topics: followed, cursor, transport: name, ...more });

  const attempt = (index, owner) => startAttempt(settings, rungs[index], topics, () => cursor, { complain, ...owner });

  function stop() {
    clearTimeout(retryTimer);
    current?.close();
    probe?.close();
    retryTimer = current = probe = undefined;
  }

  function start() {
    stop();
    if (!topics.length || halted) return;
    // first, so that a listener can close it
    current = attempt(rung, { taken, ended });
    // a network on which all failed may only be slow
    current.quiet *= 1 + failures;
    tellState('connecting', { transport: current.name });
  }

  function wait(least) {
    stop();
    const delay = (least || 0) + Math.random() * Math.min(MAX_DELAY, retry * 2 ** failures++);
    tellState('waiting', { delay });
    retryTimer = setTimeout(start, delay);
  }

  function taken(me, objects) {
    if (!me.healthy) {
      me.healthy = true;
      remember(settings, rungs, me.name);
      planUpgrade();
    }
    let events = [];
    const tellEvents = () => {
      if (events.length) tell('events', { events });
      events = [];
    };
    for (const object of objects) {
      if (object.topic) {
        cursor = object.id;
        events.push(decode(object));
      } else {
        tellEvents();
        obey(me, object);
      }
    }
    tellEvents();
  }

  function obey(me, object) {
    const { control, ref, reason, resumed, heartbeat } = object;
    if (me.transport.answer?.(object)) return;
    retry = object.retry || retry;
    if (control === 'open') {
      // a later subscription does not move the cursor of the connection; its live will follow
      if (ref) return;
      if (heartbeat) me.quiet = heartbeat * 2_000;
      cursor = object.cursor;
      held = me.followed = me.topics;
      tellLive(me, { resumed });
      if (resumed === 'gap') tell('gap', { reason, cursor });
    } else if (control === 'close') me.goodbye = object;
    else if (control === 'error') me.end(refusal(object.code, object.message, true));
    else if (/^(gap|live|heartbeat)$/.test(control)) {
      cursor = object.cursor;
      tell(control === 'gap' ? control : 'beat', { reason, cursor });
      // the last of what was asked for later is here
      if (ref && !--me.joining) {
        const added = without(me.topics, me.followed);
        held = me.followed = me.topics;
        // events of these before now were not sent: who has a place of its own reads them itself
        tellLive(me, { added });
      }
    }
  }

  function ended(me, error) {
    const { goodbye, healthy } = me;
    stop();
    // one that ends as soon as it begins must not be tried all the time
    if (healthy && Date.now() - me.started > BRIEF) failures = 0;
    if (goodbye && !goodbye.reconnect) {
      halted = true;
      tell('error', told(new PushError('closed', goodbye.reason), false));
      tellState('closed');
    } else if (error.final) {
      examine(topics, error);
    } else {
      if (!goodbye) complain(me, error);
      if (error.retryAfter || (healthy && error.reason !== 'silent')) wait(error.retryAfter);
      else {
        rung = (rung + 1) % rungs.length;
        // who has been answered, though by a no, need not hurry to ask in another way
        if (!rung || error.status || error.reason === 'not-push') wait();
        else start();
      }
    }
  }

  /** Finds out which of some topics the server refuses, so that the others go on. */
  async function examine(list, error) {
    let sure = (examining = true);
    const refused = [];
    const refuse = (some, failure) => {
      refused.push(...some);
      tell('refused', { ...told(failure, false), topics: some });
    };
    for (const topic of list.length > 1 ? list : []) {
      await read(settings, [topic], { limit: 1 }).catch((failure) => {
        if (failure.final) refuse([topic], failure);
        else sure = false;
      });
    }
    // one is to blame, or each alone is fine: there are too many, say, since the last ones came
    const late = without(list, held);
    if (sure && !refused.length) refuse(late.length ? late : list, error);
    examining = false;
    topics = without(topics, refused);
    if (sure) start();
    else wait();
  }

  /** Lets topics come and go on an open connection. */
  function change({ transport }) {
    const added = without(topics, current.topics);
    const removed = without(current.topics, topics);
    current.topics = topics;
    current.followed = without(current.followed, removed);
    if (removed.length) transport.send({ op: 'unsubscribe', topics: removed });
    if (added.length) {
      current.joining++;
      transport.send({ op: 'subscribe', topics: added, ref: '+' });
    }
  }

  function planUpgrade() {
    if (!rung) upgradeIn = upgrade;
    else {
      upgradeTimer ??= setTimeout(() => {
        upgradeTimer = undefined;
        upgradeIn = Math.min(MAX_UPGRADE, upgradeIn * 2);
        tryBetter(0);
      }, upgradeIn * (0.5 + Math.random()));
    }
  }

  /** Looks whether a better rung works, while the present one goes on. */
  function tryBetter(index) {
    probe = undefined;
    if (!current || index >= rung) planUpgrade();
    else {
      probe = attempt(index, {
        taken() {
          rung = index;
          start();
        },
        ended: () => tryBetter(index + 1),
      });
    }
  }

  const ticker = setInterval(() => {
    const now = Date.now();
    const slept = now - ticked > SLEPT;
    ticked = now;
    for (const me of [current, probe]) {
      if (!me) continue;
      // a clock may be set back
      me.arrived = Math.min(me.arrived, now);
      if (now - me.arrived <= me.quiet) continue;
      if (slept) return start();
      me.end(new PushError('silent', 'nothing arrives'));
    }
    if (slept && retryTimer) start();
  }, TICK);

  return {
    /** Follows these topics from now on, and no others. */
    follow(list) {
      const added = without(list, topics).length;
      const same = !added && !without(topics, list).length;
      if (added) halted = false;
      topics = list;
      if (!list.length) {
        stop();
        // who comes later has not missed what came meanwhile
        cursor = undefined;
        tellState('idle');
      } else if (current?.followed.length) {
        if (same) tellLive(current);
        else if (current.transport.send) change(current);
        else start();
      } else if (!same && !retryTimer && !examining) start();
    },
    /** Publishes on the connection. @returns {Promise<string> | false | undefined} nothing where it takes no events now */
    publish: (event) => current?.healthy && current.transport.publish?.(event),
    /** Tries at once what is waited for, and looks whether the connection is alive. */
    wake() {
      if (retryTimer || (current && Date.now() - current.arrived > current.quiet / 2)) start();
    },
    /** Begins anew: this may be another network. */
    restart() {
      rung = recall(settings, rungs);
      failures = 0;
      if (!examining) start();
    },
    close() {
      topics = [];
      stop();
      clearInterval(ticker);
      clearTimeout(upgradeTimer);
    },
  };
}
