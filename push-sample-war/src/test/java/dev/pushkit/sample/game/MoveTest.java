// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.sample.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pushkit.InvalidInputException;
import dev.pushkit.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoveTest {
    @Test
    void readsAMove() {
        assertThat(read("{'player':'p-1','name':' Ann ','x':0.25,'y':1}"))
                .isEqualTo(new Move("p-1", "Ann", new Point(0.25, 1)));
    }

    @ParameterizedTest
    @CsvSource({"-3,0", "1.5,1", "1e300,1", "0.5,0.5"})
    void keepsWishesOnTheField(String written, double taken) {
        assertThat(read("{'player':'p','name':'Ann','x':" + written + ",'y':0}").wish())
                .isEqualTo(new Point(taken, 0));
    }

    @Test
    void cutsNamesAfterTwentyFourCharactersAndNeverWithinOne() {
        assertThat(named("a".repeat(25)).name()).isEqualTo("a".repeat(24));
        assertThat(named("😀".repeat(25)).name()).isEqualTo("😀".repeat(24));
        assertThat(named("\\u202e\\n").name()).isEqualTo("somebody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "'p'"})
    void refusesWhatIsNoObject(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("JSON object");
    }

    @Test
    void refusesText() {
        assertThatThrownBy(() -> Move.of(Payload.text("{\"player\":\"p\",\"name\":\"Ann\",\"x\":0,\"y\":0}")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "player | {'name':'Ann','x':0,'y':0}",
                "player | {'player':7,'name':'Ann','x':0,'y':0}",
                "player | {'player':'','name':'Ann','x':0,'y':0}",
                "player | {'player':'<b>','name':'Ann','x':0,'y':0}",
                "name | {'player':'p','x':0,'y':0}",
                "name | {'player':'p','name':null,'x':0,'y':0}",
                "x | {'player':'p','name':'Ann','y':0}",
                "x | {'player':'p','name':'Ann','x':'0','y':0}",
                "y | {'player':'p','name':'Ann','x':0,'y':1e999}",
            })
    void refusesAFieldThatIsMissingOrOfAnotherKind(String field, String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining('"' + field + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999", "DIGITS"})
    void refusesANumberThatNobodyCanReckonWith(String number) {
        String digits = number.equals("DIGITS") ? "9".repeat(60_000) : number;
        assertThatThrownBy(() -> read("{'player':'p','name':'Ann','y':0,'x':" + digits + "}"))
                .isInstanceOf(InvalidInputException.class);
    }

    private static Move named(String name) {
        return read("{'player':'p','name':'" + name + "','x':0,'y':0}");
    }

    private static Move read(String json) {
        return Move.of(Payload.json(json.replace('\'', '"')));
    }
}
