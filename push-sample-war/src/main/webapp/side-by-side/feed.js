// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** The feed that everybody on this page reads: the figures of the server, once a second. */
export const TOPIC = 'system/load';

/** Seconds that the charts look back. */
export const WINDOW = 60;
