// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class HubSettingsTest {
    private final HubSettings defaults = HubSettings.defaults();

    @Test
    void hasTheDefaultsOfTheDesign() {
        assertThat(defaults.duration(Setting.HEARTBEAT)).isEqualTo(Duration.ofSeconds(15));
        assertThat(defaults.duration(Setting.HEARTBEAT_MIN)).isEqualTo(Duration.ofSeconds(1));
        assertThat(defaults.duration(Setting.HEARTBEAT_MAX)).isEqualTo(Duration.ofSeconds(60));
        assertThat(defaults.duration(Setting.POLL_HOLD)).isEqualTo(Duration.ofSeconds(25));
        assertThat(defaults.retention()).isEqualTo(new Retention(1_024, 1 << 20, Duration.ofMinutes(10)));
        assertThat(defaults.count(Setting.EVENT_BYTES)).isEqualTo(65_536);
        assertThat(defaults.count(Setting.BATCH_BYTES)).isEqualTo(65_536);
        assertThat(defaults.duration(Setting.WRITE_DEADLINE)).isEqualTo(Duration.ofSeconds(20));
        assertThat(defaults.duration(Setting.MAX_AGE)).isEqualTo(Duration.ofMinutes(60));
        assertThat(defaults.count(Setting.MAX_AGE_JITTER)).isEqualTo(20);
        assertThat(defaults.duration(Setting.RETRY)).isEqualTo(Duration.ofSeconds(2));
        assertThat(defaults.limits()).isEqualTo(new Limits(10_000, 0, 0, 100_000, 100, 65_536));
        assertThat(defaults.duration(Setting.IDEMPOTENCY_WINDOW)).isEqualTo(Duration.ofMinutes(5));
        assertThat(defaults.list(Setting.PUBLISH_ALLOW)).isEmpty();
        assertThat(defaults.list(Setting.ORIGINS)).isEmpty();
        assertThat(defaults.overflow()).isEqualTo(Overflow.GAP);
    }

    @ParameterizedTest
    @CsvSource({"200ms, 200", "15s, 15000", "15, 15000", "1m, 60000", "' 2 s ', 2000"})
    void readsDurations(String text, long millis) {
        assertThat(defaults.with("push.heartbeat", text).duration(Setting.HEARTBEAT))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void readsLongDurations() {
        assertThat(defaults.with("push.max-age", "2h").duration(Setting.MAX_AGE))
                .isEqualTo(Duration.ofHours(2));
        assertThat(defaults.with("push.max-age", "365d").duration(Setting.MAX_AGE))
                .isEqualTo(Duration.ofDays(365));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "64KiB, 65536", "'2 MiB', 2097152"})
    void readsBytes(String text, int bytes) {
        assertThat(defaults.with("push.event.max-bytes", text).count(Setting.EVENT_BYTES))
                .isEqualTo(bytes);
    }

    @Test
    void readsListsAndChoices() {
        assertThat(defaults.with("push.origins", " https://a.example ,, https://b.example ")
                        .list(Setting.ORIGINS))
                .containsExactly("https://a.example", "https://b.example");
        assertThat(defaults.with("push.overflow", "Disconnect").overflow()).isEqualTo(Overflow.DISCONNECT);
        assertThat(defaults.with("push.overflow", "latest").overflow()).isEqualTo(Overflow.LATEST);
    }

    @ParameterizedTest
    @CsvSource({
        "push.heartbeat, 15x",
        "push.heartbeat, s",
        "push.heartbeat, ''",
        "push.heartbeat, -1s",
        "push.heartbeat, 1.5s",
        "push.heartbeat, 15 S",
        "push.heartbeat, 10ms",
        "push.heartbeat, 1h",
        "push.heartbeat, 999999999999999d",
        "push.heartbeat, 9999999999999999999999",
        "push.event.max-bytes, 64KB",
        "push.event.max-bytes, 0",
        "push.event.max-bytes, 1GiB",
        "push.retention.bytes, 999999999999999GiB",
        "push.connections, 0",
        "push.connections, 10k",
        "push.connections, ten",
        "push.overflow, drop",
        "push.overflow, ''",
        "push.max-age.jitter, 91"
    })
    void refusesAValueWithItsKeyAndWhatToWrite(String key, String text) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> defaults.with(key, text))
                .withMessageContaining(key)
                .withMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "push.heartbeats, push.heartbeat",
        "push.hartbeat.min, push.heartbeat.min",
        "push.origin, push.origins",
        "push.publish.role, push.publish.roles",
        "push.retention.event, push.retention.events",
        "push.write.deadline, push.write-deadline"
    })
    void namesTheNearestOfAnUnknownKey(String wrong, String nearest) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> defaults.with(wrong, "1"))
                .withMessageContaining(wrong)
                .withMessageContaining("Did you mean " + nearest + "?");
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> defaults.withAll(Map.of(wrong, "1")));
    }

    @Test
    void readsTheEnvironmentAndNamesTheNearestVariable() {
        Map<String, String> variables = Map.of("PUSH_POLL_HOLD", "30s", "PUSH_WRITE_DEADLINE", "5s", "PATH", "/bin");

        HubSettings settings = defaults.withEnvironment(variables);
        assertThat(settings.duration(Setting.POLL_HOLD)).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.duration(Setting.WRITE_DEADLINE)).isEqualTo(Duration.ofSeconds(5));
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> defaults.withEnvironment(Map.of("PUSH_ORIGIN", "x")))
                .withMessageContaining("PUSH_ORIGINS");
    }

    @Test
    void passesOverKeysThatAreNotItsOwn() {
        HubSettings settings = defaults.withAll(Map.of("java.version", "17", "pushy", "x", "push.retry", "5s"));

        assertThat(settings.duration(Setting.RETRY)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void leavesTheOriginalAsItIs() {
        HubSettings changed = defaults.with("push.retry", "5s");

        assertThat(changed.duration(Setting.RETRY)).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.duration(Setting.RETRY)).isEqualTo(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingIsFoundByKeyAndVariableAndHasADefaultInItsRange(Setting setting) {
        assertThat(Setting.ofKey(setting.key())).contains(setting);
        assertThat(Setting.ofVariable(setting.variable())).contains(setting);
        assertThat(setting.variable()).matches("PUSH_[A-Z_]+");
        assertThatCode(() -> setting.parse(setting.defaultText())).doesNotThrowAnyException();
        assertThat(setting.meaning()).endsWith(".");
    }

    @Test
    void asystemPropertyCountsBeforeAContextParamAndThatBeforeTheCode() {
        System.setProperty("push.retry", "7s");
        try {
            HubSettings settings = HubContext.resolve(
                    Map.of("push.retry", "5s", "push.heartbeat", "5s", "push.poll.hold", "5s"),
                    Map.of("push.retry", "6s", "push.heartbeat", "6s"));

            assertThat(settings.duration(Setting.RETRY)).isEqualTo(Duration.ofSeconds(7));
            assertThat(settings.duration(Setting.HEARTBEAT)).isEqualTo(Duration.ofSeconds(6));
            assertThat(settings.duration(Setting.POLL_HOLD)).isEqualTo(Duration.ofSeconds(5));
        } finally {
            System.clearProperty("push.retry");
        }
    }
}
