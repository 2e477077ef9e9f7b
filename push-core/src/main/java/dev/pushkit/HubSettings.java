// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The values of all settings, checked. Immutable, thread-safe. */
public final class HubSettings {
    private final Map<Setting, Object> values;
    // Racy on purpose: at worst two threads work it out.
    private volatile List<String> roles;

    private HubSettings(Map<Setting, Object> values) {
        this.values = values;
    }

    /**
     * The values where nothing is set.
     *
     * @return the defaults
     */
    public static HubSettings defaults() {
        Map<Setting, Object> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.parse(setting.defaultText()));
        }
        return new HubSettings(values);
    }

    /**
     * The same with one other value.
     *
     * @param key the setting's key, such as {@code push.heartbeat}
     * @param text its value, such as {@code 15s}
     * @return new settings
     * @throws InvalidInputException if the key is unknown, with the nearest known one, or the value out of its range
     */
    public HubSettings with(String key, String text) {
        Setting setting = Setting.ofKey(key).orElseThrow(() -> unknown(key, Setting::key));
        return with(setting, text);
    }

    /**
     * The same with one other value.
     *
     * @param setting the setting
     * @param text its value, such as {@code 15s}
     * @return new settings
     * @throws InvalidInputException if the value is out of its range
     */
    public HubSettings with(Setting setting, String text) {
        Map<Setting, Object> changed = new EnumMap<>(values);
        changed.put(setting, setting.parse(text));
        return new HubSettings(changed);
    }

    /**
     * The same with everything that a map of keys sets; keys that do not begin with {@code push.} are passed over.
     *
     * @param texts keys and values, such as system properties
     * @return new settings
     * @throws InvalidInputException as {@link #with(String, String)} does
     */
    public HubSettings withAll(Map<String, String> texts) {
        HubSettings settings = this;
        for (Map.Entry<String, String> entry : texts.entrySet()) {
            if (entry.getKey().startsWith("push.")) {
                settings = settings.with(entry.getKey(), entry.getValue());
            }
        }
        return settings;
    }

    /**
     * The same with everything that environment variables set; those that do not begin with {@code PUSH_} are passed
     * over.
     *
     * @param variables names and values
     * @return new settings
     * @throws InvalidInputException as {@link #with(String, String)} does
     */
    public HubSettings withEnvironment(Map<String, String> variables) {
        HubSettings settings = this;
        for (Map.Entry<String, String> entry : variables.entrySet()) {
            if (entry.getKey().startsWith("PUSH_")) {
                Setting setting = Setting.ofVariable(entry.getKey())
                        .orElseThrow(() -> unknown(entry.getKey(), Setting::variable));
                settings = settings.with(setting, entry.getValue());
            }
        }
        return settings;
    }

    /**
     * A value that is a duration.
     *
     * @param setting one of the settings with a unit of time
     * @return the value
     */
    public Duration duration(Setting setting) {
        return (Duration) values.get(setting);
    }

    /**
     * A value that is a number of bytes or things.
     *
     * @param setting one of the settings that count
     * @return the value, cut to the range of an int
     */
    public int count(Setting setting) {
        return (int) Math.min(Integer.MAX_VALUE, (Long) values.get(setting));
    }

    /**
     * A value that is a large number of bytes.
     *
     * @param setting one of the settings with a unit of bytes
     * @return the value
     */
    public long size(Setting setting) {
        return (Long) values.get(setting);
    }

    /**
     * A value that is a text.
     *
     * @param setting one of the settings with a text
     * @return the value
     */
    public String text(Setting setting) {
        return (String) values.get(setting);
    }

    /**
     * A value that is a list.
     *
     * @param setting one of the settings with commas
     * @return the items
     */
    public List<String> list(Setting setting) {
        @SuppressWarnings("unchecked") // a setting of this type is parsed to nothing else
        List<String> list = (List<String>) values.get(setting);
        return list;
    }

    /**
     * What a topic keeps.
     *
     * @return the three bounds
     */
    public Retention retention() {
        return new Retention(
                count(Setting.RETENTION_EVENTS),
                (Long) values.get(Setting.RETENTION_BYTES),
                duration(Setting.RETENTION_AGE));
    }

    /**
     * What one node carries.
     *
     * @return the bounds
     */
    public Limits limits() {
        return new Limits(
                count(Setting.CONNECTIONS),
                count(Setting.CONNECTIONS_PER_USER),
                count(Setting.CONNECTIONS_PER_ADDRESS),
                count(Setting.TOPICS),
                count(Setting.TOPICS_PER_SUBSCRIPTION),
                count(Setting.EVENT_BYTES));
    }

    /**
     * The roles that the settings name, in rules and besides, so that a transport can ask for them while it knows the user.
     *
     * @return the roles, none twice
     */
    public List<String> roles() {
        List<String> known = roles;
        if (known == null) {
            known = namedRoles();
            roles = known;
        }
        return known;
    }

    private List<String> namedRoles() {
        return Stream.of(Setting.PUBLISH_ROLES, Setting.SUBSCRIBE_ROLES, Setting.ROLES)
                .flatMap(setting -> list(setting).stream())
                .flatMap(rule -> Stream.of(rule.substring(rule.indexOf('=') + 1).split("\\|", -1)))
                .map(String::strip)
                .filter(role -> !role.isEmpty() && !role.equals("*"))
                .distinct()
                .toList();
    }

    /**
     * What happens to a reader that fell out of the log.
     *
     * @return the policy
     */
    public Overflow overflow() {
        return Overflow.valueOf(text(Setting.OVERFLOW).toUpperCase(Locale.ROOT));
    }

    private static InvalidInputException unknown(String name, java.util.function.Function<Setting, String> naming) {
        String nearest = Stream.of(Setting.values())
                .map(naming)
                .min(Comparator.comparingInt(known -> distance(name, known)))
                .orElseThrow();
        return new InvalidInputException(
                "There is no setting " + name + ". Did you mean " + nearest + "? docs/configuration.md lists all.");
    }

    // Levenshtein's distance: the fewest letters to change, add or drop.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
