// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/**
 * Clients that other people wrote, each behind {@link dev.pushkit.it.thirdparty.ThirdPartyClient}.
 *
 * <p>What they do by themselves, reconnecting above all, is left to them: that is what they are here for.
 */
package dev.pushkit.it.thirdparty;
