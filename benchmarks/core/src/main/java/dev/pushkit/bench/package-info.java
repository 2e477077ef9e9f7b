// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0

/**
 * What parts of the core cost, by JMH: no network, no container, one machine.
 *
 * <pre>
 * mvn -q -B -ntp -Pbenchmarks -DskipTests -pl benchmarks/core -am package
 * cd benchmarks/core/target
 * java -jar benchmarks-core.jar -l                                      # what there is
 * java -jar benchmarks-core.jar -prof gc                                # all, with the bytes that an operation allocates
 * java -jar benchmarks-core.jar PublishCall -p subscribers=10000        # how long publish takes, its p99 among it
 * java -jar benchmarks-core.jar Drain -prof gc -f 1 -wi 1 -i 1 -w 1 -r 1   # a quick look, whose figures say little
 * </pre>
 *
 * <p>The column {@code gc.alloc.rate.norm} holds bytes an operation, those of the hub's workers among them. An operation is
 * what the benchmark's comment says; where many are done in one call, JMH has divided already.
 *
 * <p>{@link dev.pushkit.Append}, {@link dev.pushkit.FeedRead} and {@link dev.pushkit.WideFeed} live in the package of the
 * core, because they take parts of it that are not public; on the class path, a package may be spread over two jars.
 */
package dev.pushkit.bench;
