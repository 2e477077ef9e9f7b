// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.stream;

final class MemoryLogTest extends StreamLogContract {
    @Override
    StreamStore open() {
        return new MemoryStore(ROOM);
    }
}
