// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who asks, as the container knew it when the connection began. Thread-safe if the role predicate is.
 *
 * @param name the user's name; empty for somebody unknown
 * @param roles answers whether the user has a role
 * @param address the peer's network address where the transport knows it
 */
public record Identity(Optional<String> name, Predicate<String> roles, Optional<String> address) {
    /** Somebody of whom nothing is known. */
    public static final Identity ANONYMOUS = new Identity(Optional.empty(), role -> false, Optional.empty());

    /** Java code of the application itself, which may publish wherever it likes. */
    public static final Identity APPLICATION = new Identity(Optional.of("application"), role -> true, Optional.empty());

    /**
     * A known user.
     *
     * @param name the user's name
     * @param roles answers whether the user has a role
     * @return the identity
     */
    public static Identity of(String name, Predicate<String> roles) {
        return new Identity(Optional.of(name), roles, Optional.empty());
    }

    /**
     * Tells whether the user has a role.
     *
     * @param role the role's name
     * @return true where it does
     */
    public boolean hasRole(String role) {
        return roles.test(role);
    }

    /**
     * Tells the application's own code from anybody on the network.
     *
     * @return true for {@link #APPLICATION} alone, whatever others call themselves
     */
    @SuppressWarnings("ReferenceEquality") // a user may bear the same name
    public boolean isApplication() {
        return this == APPLICATION;
    }

    /** The name alone; roles and addresses belong in no log. */
    @Override
    public String toString() {
        return name.orElse("anonymous");
    }
}
