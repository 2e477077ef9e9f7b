// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
/** A Spring Boot application with the kit, for the integration tests. */
package dev.pushkit.it.boot;
