// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * One event as the server sends it.
 * @typedef {object} PushEvent
 * @property {string} id the event's cursor; give it as `since` to go on after this event
 * @property {string} topic the topic it was published to
 * @property {string} [type] the publisher's type, absent where there is none
 * @property {string} time when the server took it (RFC 3339)
 * @property {any} data the publisher's JSON, its text, or a `Uint8Array` where it published binary
 */

/**
 * A way in which events reach the page.
 * @typedef {'websocket' | 'sse' | 'stream' | 'long-poll' | 'poll'} TransportName
 */

/**
 * Where the server is, and how to talk to it. Times are milliseconds unless the name says otherwise.
 * @typedef {object} ConnectOptions
 * @property {TransportName[]} [transports] the ladder, best first (default: all five, as `TransportName` lists them)
 * @property {boolean | string} [share] whether the tabs of this origin share one connection (default: yes, unless there
 *   is a `getToken`). All tabs that share must belong to one user: where they may not, give the user's name, and only
 *   tabs with the same name share
 * @property {() => string | undefined | Promise<string | undefined>} [getToken] gives the bearer token for a request; asked
 *   again once after a 401. A browser cannot send it with a WebSocket, so that rung is left out
 * @property {boolean} [withCredentials] send cookies to another origin (default false)
 * @property {number} [heartbeat] seconds between the server's signs of life (default: the server's; it may clamp it)
 * @property {number} [timeout] until a request is given up (default 10,000)
 * @property {number} [patience] until something must have arrived on a new connection (default 3,000; longer after
 *   each round of failures)
 * @property {number} [interval] between two short polls (default 3,000)
 * @property {number} [upgrade] until a better transport is tried again (default 60,000; doubles up to an hour)
 * @property {number} [maxEvent] characters of the largest event that is taken (default 8,388,608)
 * @property {typeof fetch} [fetch] another implementation
 * @property {typeof WebSocket} [WebSocket] another implementation
 */

/**
 * The options with their defaults, and where the server is.
 * @typedef {ConnectOptions & Required<Pick<ConnectOptions, 'transports' | 'timeout' | 'patience' | 'interval' | 'upgrade'
 *   | 'maxEvent' | 'fetch' | 'WebSocket'>> & { base: URL }} Settings
 */

/**
 * What a listener is told of a connection.
 * @typedef {object} StateDetail
 * @property {'idle' | 'connecting' | 'open' | 'waiting' | 'closed'} state
 * @property {TransportName} [transport] the rung in use
 * @property {number} [delay] milliseconds until the next try, while `waiting`
 * @property {'none' | 'complete' | 'gap'} [resumed] how it went on, when `open`
 */

/**
 * Events were lost to this page.
 * @typedef {object} GapDetail
 * @property {'evicted' | 'epoch' | 'slow'} reason
 * @property {string} cursor where it goes on
 * @property {string[]} topics what is concerned
 */

/**
 * Something went wrong; `reason` is one of `PushError`'s.
 * @typedef {object} ErrorDetail
 * @property {string} reason
 * @property {string} message
 * @property {boolean} retrying whether the client goes on by itself
 * @property {number} [status] the HTTP status, where there is one
 * @property {TransportName} [transport] where it happened
 * @property {string[]} [topics] the subscription that is concerned
 * @property {unknown} [error] what a handler threw
 */

/**
 * What there is to listen to.
 * @typedef {object} PushEventMap
 * @property {StateDetail} state
 * @property {GapDetail} gap
 * @property {ErrorDetail} error
 * @property {PushEvent} event
 */

/**
 * A standing interest in topics; `subscribe` makes it.
 * @typedef {object} SubscriptionMembers
 * @property {readonly string[]} topics what was asked for
 * @property {string | undefined} cursor the place up to which events were delivered here
 * @property {boolean} closed whether it has ended
 * @property {() => void} close ends it; its handler is not called again. Twice does no harm
 */

/**
 * Iterating takes the place of a handler: `for await (const event of subscription)`. What the loop has not taken yet is
 * kept up to 1,000 events; beyond that it is read again from the server, so a slow loop loses nothing that the server keeps.
 * @typedef {Readonly<SubscriptionMembers> & AsyncIterable<PushEvent>} Subscription
 */

/**
 * A client of one server; `connect` makes it.
 * @typedef {object} PushClientMembers
 * @property {(topics: string | string[], handler?: (event: PushEvent) => void, options?: { since?: string }) => Subscription} subscribe
 *   Subscribes to a topic, a pattern or several: `*` is one segment, a last `**` one or more. The handler is called once
 *   for each event, in the server's order. `since`: a cursor, `earliest` or `latest` (default). Throws a `TypeError` if
 *   there is no topic or the handler is no function, and a `PushError` if this client is closed. If the server refuses a
 *   topic, the subscription is closed, and `error` says why; the others go on.
 * @property {(topic: string, data: any, options?: { type?: string, key?: string }) => Promise<string>} publish
 *   Publishes one event and gives its id. A string is sent as text; an ArrayBuffer, a view of one or a Blob as binary;
 *   all else as JSON. `key` is an idempotency key: with the same key a second try publishes nothing and gives the first id.
 *   Rejects with a `TypeError` if `data` has no JSON form, else with a `PushError`.
 * @property {<N extends keyof PushEventMap>(name: N, listener: (detail: PushEventMap[N]) => void) => () => void} on
 *   Listens; gives a function that takes the listener away again. The same details come as `CustomEvent`s by
 *   `addEventListener`.
 * @property {() => void} close ends all subscriptions; the client cannot be used again. Twice does no harm
 */

/**
 * How it is with the client just now.
 * @typedef {object} PushClientState
 * @property {StateDetail['state']} state
 * @property {TransportName | undefined} transport the rung in use
 * @property {string | undefined} cursor the last known place in the server's order
 */

/** @typedef {EventTarget & Readonly<PushClientState> & PushClientMembers} PushClient */

export {};
