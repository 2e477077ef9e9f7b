// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/** How the sample's files are served: with strict headers, and with names that unchanged libraries ask for. */
package dev.pushkit.sample.web;
