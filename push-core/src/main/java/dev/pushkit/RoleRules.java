// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The authorizer that the settings describe: publishing closed and listening open, but for the rules given. */
final class RoleRules implements Authorizer {
    private record Rule(TopicPattern pattern, List<String> roles) {
        boolean admits(Identity identity) {
            return roles.stream()
                    .anyMatch(role -> role.equals("*") ? identity.name().isPresent() : identity.hasRole(role));
        }
    }

    private final List<TopicPattern> publishAllow;
    private final List<Rule> publish;
    private final List<Rule> subscribe;

    private RoleRules(List<TopicPattern> publishAllow, List<Rule> publish, List<Rule> subscribe) {
        this.publishAllow = publishAllow;
        this.publish = publish;
        this.subscribe = subscribe;
    }

    static RoleRules of(HubSettings settings) {
        return new RoleRules(
                settings.list(Setting.PUBLISH_ALLOW).stream()
                        .map(TopicPattern::of)
                        .toList(),
                rules(settings, Setting.PUBLISH_ROLES),
                rules(settings, Setting.SUBSCRIBE_ROLES));
    }

    @Override
    public boolean allows(Action action, TopicPattern target, Identity identity) {
        // A pattern is let in here; its topics are asked for one by one.
        if (action == Action.SUBSCRIBE) {
            return target.isWild()
                    || subscribe.isEmpty()
                    || matching(subscribe, target).allMatch(rule -> rule.admits(identity));
        }
        Topic topic = Topic.of(target.text());
        return publishAllow.stream().anyMatch(pattern -> pattern.matches(topic))
                || matching(publish, target).anyMatch(rule -> rule.admits(identity));
    }

    private static Stream<Rule> matching(List<Rule> rules, TopicPattern target) {
        Topic topic = Topic.of(target.text());
        return rules.stream().filter(rule -> rule.pattern.matches(topic));
    }

    private static List<Rule> rules(HubSettings settings, Setting setting) {
        List<Rule> rules = new ArrayList<>();
        for (String text : settings.list(setting)) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException("The setting " + setting.key() + " has the rule \"" + text
                        + "\": write pattern=role|role, such as news/**=editor.");
            }
            List<String> roles = Stream.of(text.substring(equals + 1).split("\\|", -1))
                    .map(String::strip)
                    .filter(role -> !role.isEmpty())
                    .toList();
            rules.add(new Rule(TopicPattern.of(text.substring(0, equals).strip()), roles));
        }
        return rules;
    }
}
