// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.TestHub.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoleRulesTest {
    private static final Identity EDITOR = user("ann", "editor");
    private static final Identity READER = user("bob", "reader");

    @Test
    void everybodyListensAndNobodyPublishesByDefault() {
        Authorizer rules = rules();

        assertThat(subscribes(rules, "a", Identity.ANONYMOUS)).isTrue();
        assertThat(subscribes(rules, "**", Identity.ANONYMOUS)).isTrue();
        assertThat(publishes(rules, "a", EDITOR)).isFalse();
    }

    @Test
    void opensTopicsToEverybody() {
        Authorizer rules = rules("push.publish.allow", "demo/**, chat/*");

        assertThat(publishes(rules, "demo/a/b", Identity.ANONYMOUS)).isTrue();
        assertThat(publishes(rules, "chat/a", Identity.ANONYMOUS)).isTrue();
        assertThat(publishes(rules, "chat/a/b", Identity.ANONYMOUS)).isFalse();
        assertThat(publishes(rules, "demo", Identity.ANONYMOUS)).isFalse();
    }

    @Test
    void opensPublishingToRoles() {
        Authorizer rules = rules("push.publish.roles", "news/**=editor|admin, tips=*");

        assertThat(publishes(rules, "news/a", EDITOR)).isTrue();
        assertThat(publishes(rules, "news/a", READER)).isFalse();
        assertThat(publishes(rules, "other", EDITOR)).isFalse();
        assertThat(publishes(rules, "tips", READER)).as("any known user").isTrue();
        assertThat(publishes(rules, "tips", Identity.ANONYMOUS)).isFalse();
    }

    @Test
    void closesTopicsToThoseWithoutARole() {
        Authorizer rules = rules("push.subscribe.roles", "staff/**=editor, staff/board=boss, club/*=*");

        assertThat(subscribes(rules, "staff/a", EDITOR)).isTrue();
        assertThat(subscribes(rules, "staff/a", READER)).isFalse();
        assertThat(subscribes(rules, "staff/board", EDITOR))
                .as("every rule that matches has to let in")
                .isFalse();
        assertThat(subscribes(rules, "staff/board", user("cleo", "editor", "boss")))
                .isTrue();
        assertThat(subscribes(rules, "club/a", READER)).isTrue();
        assertThat(subscribes(rules, "club/a", Identity.ANONYMOUS)).isFalse();
        assertThat(subscribes(rules, "open", Identity.ANONYMOUS)).isTrue();
    }

    @Test
    void aPatternIsLetInAndItsTopicsAreAskedForOneByOne() {
        HubSettings settings = TestHub.settings("push.subscribe.roles", "staff/**=editor");
        try (TestHub test = new TestHub(builder -> builder.settings(settings))) {
            RecordingOutlet reader =
                    test.connect(Subscription.to("**").as(READER)).outlet();
            RecordingOutlet editor =
                    test.connect(Subscription.to("**").as(EDITOR)).outlet();
            test.publish("staff/a", "1");
            test.publish("open", "2");

            assertThat(reader.payloads()).containsExactly("2");
            assertThat(editor.payloads()).containsExactly("1", "2");
        }
    }

    @Test
    void aUserMayBearTheNameOfARoleOfTheApplication() {
        assertThat(publishes(rules(), "a", user("application", "*"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"news", "=editor", "a//b=editor", "a*=editor", "**/a=editor"})
    void refusesARuleThatIsNone(String rule) {
        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> rules("push.publish.roles", rule));
    }

    @Test
    void aHubIsNotBuiltWithARuleThatIsNone() {
        HubSettings settings = TestHub.settings("push.subscribe.roles", "nonsense");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Hub.builder().settings(settings).build())
                .withMessageContaining("push.subscribe.roles");
    }

    private static Authorizer rules(String... settings) {
        return RoleRules.of(TestHub.settings(settings));
    }

    private static boolean publishes(Authorizer rules, String topic, Identity who) {
        return rules.allows(Action.PUBLISH, TopicPattern.of(topic), who);
    }

    private static boolean subscribes(Authorizer rules, String pattern, Identity who) {
        return rules.allows(Action.SUBSCRIBE, TopicPattern.of(pattern), who);
    }
}
