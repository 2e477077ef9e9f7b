// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * Lets the sample's WAR run alone: {@code java -jar push-sample.war}.
 *
 * <p>This package lies at the root of the WAR and uses nothing but the JDK. It unpacks the WAR into a temporary
 * directory and starts the server that lies in {@code WEB-INF/server}, where no container that the WAR is deployed to
 * looks for classes.
 */
package dev.pushkit.sample.server;
