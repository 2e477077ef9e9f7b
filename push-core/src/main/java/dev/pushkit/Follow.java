// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

/** A feed's interest in one log. Guarded by its feed. */
final class Follow {
    enum Access {
        /** Nobody asked the authorizer yet: nothing is read. */
        UNDECIDED,
        ALLOWED,
        DENIED
    }

    final TopicLog log;
    // Events up to here are not for this feed, or their loss has been told.
    long after;
    // Events behind this are another feed's to deliver.
    final long upTo;
    // Everything from here to the feed's cursor has been delivered, so a replay stops here.
    long deliveredFrom;
    Access access;

    Follow(TopicLog log, long after, long upTo, long deliveredFrom, Access access) {
        this.log = log;
        this.after = after;
        this.upTo = upTo;
        this.deliveredFrom = deliveredFrom;
        this.access = access;
    }
}
