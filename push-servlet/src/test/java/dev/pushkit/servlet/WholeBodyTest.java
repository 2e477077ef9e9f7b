// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.OverloadedException;
import dev.pushkit.TooLargeException;
import dev.pushkit.stream.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeBodyTest {
    private final WholeBody.Budget budget = new WholeBody.Budget(10);
    private final List<String> used = new ArrayList<>();

    @Test
    void isUsedAsAWhole() throws Exception {
        WholeBody body = body(100);
        body.take(slice("ab"));
        body.take(slice("cd"));
        body.complete(null);
        assertThat(used).containsExactly("abcd");
    }

    @Test
    void isNeverUsedOnceItWasLetGo() {
        WholeBody body = body(100);
        body.take(slice("abcd"));
        body.release();
        assertThatThrownBy(() -> body.complete(null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cut off");
        assertThat(used).isEmpty();
    }

    @Test
    void isRefusedBeyondItsBound() {
        WholeBody body = body(3);
        body.take(slice("abc"));
        assertThatThrownBy(() -> body.take(slice("d"))).isInstanceOf(TooLargeException.class);
    }

    @Test
    void makesRoomForOthersWhenItIsLetGo() {
        WholeBody first = body(100);
        first.take(slice("12345678"));
        WholeBody second = body(100);
        assertThatThrownBy(() -> second.take(slice("abc"))).isInstanceOf(OverloadedException.class);
        first.release();
        WholeBody third = body(100);
        third.take(slice("abc"));
    }

    private WholeBody body(int most) {
        return new WholeBody(
                most,
                budget,
                (bytes, response) ->
                        used.add(new String(bytes.array(), bytes.offset(), bytes.length(), StandardCharsets.UTF_8)));
    }

    private static Slice slice(String text) {
        return Slice.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
