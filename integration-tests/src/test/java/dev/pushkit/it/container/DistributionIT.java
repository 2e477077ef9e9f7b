// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.container;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The harness itself: a server that nobody has published. */
@Tag("thorough")
class DistributionIT {

    @Test
    void tellsWhatCouldNotBeFetchedAndWhy() {
        Distribution missing = Distribution.of("org.apache.tomcat:tomcat:0.0.1");
        assertThatThrownBy(() -> missing.home("apache-tomcat-0.0.1"))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("Cannot fetch org.apache.tomcat:tomcat:0.0.1")
                .hasMessageContaining("BUILD FAILURE");
    }
}
