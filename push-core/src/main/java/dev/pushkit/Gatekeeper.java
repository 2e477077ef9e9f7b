// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Limits, interceptors and the authorizer: all user code on the way in runs here, with no lock held. */
final class Gatekeeper {
    private final Limits limits;
    private final int publishEvents;
    private final Duration heartbeat;
    private final Duration shortest;
    private final Duration longest;
    private final Authorizer authorizer;
    private final List<SubscribeInterceptor> subscribing;
    private final List<PublishInterceptor> publishing;
    private final List<HeartbeatInterceptor> beating;

    Gatekeeper(
            HubSettings settings,
            Authorizer authorizer,
            List<SubscribeInterceptor> subscribing,
            List<PublishInterceptor> publishing,
            List<HeartbeatInterceptor> beating) {
        this.limits = settings.limits();
        this.publishEvents = settings.count(Setting.PUBLISH_EVENTS);
        this.heartbeat = settings.duration(Setting.HEARTBEAT);
        this.shortest = settings.duration(Setting.HEARTBEAT_MIN);
        this.longest = settings.duration(Setting.HEARTBEAT_MAX);
        this.authorizer = authorizer;
        this.subscribing = List.copyOf(subscribing);
        this.publishing = List.copyOf(publishing);
        this.beating = List.copyOf(beating);
    }

    Subscription admit(Subscription asked) {
        Subscription subscription = asked;
        for (SubscribeInterceptor interceptor : subscribing) {
            subscription = interceptor.intercept(subscription);
        }
        checkCount(subscription.patterns().size());
        for (TopicPattern pattern : subscription.patterns()) {
            if (!authorizer.allows(Action.SUBSCRIBE, pattern, subscription.identity())) {
                throw new DeniedException("Subscribing to " + pattern + " is not allowed.");
            }
        }
        return subscription;
    }

    void checkCount(int patterns) {
        if (patterns > limits.topicsPerSubscription()) {
            throw new InvalidInputException("There are " + patterns + " topics: at most "
                    + limits.topicsPerSubscription() + " are allowed on a connection.");
        }
    }

    /** Asks about each topic that a pattern brought in. */
    void decide(Feed feed, Identity identity) {
        for (TopicLog log : feed.undecided()) {
            feed.decide(log, authorizer.allows(Action.SUBSCRIBE, TopicPattern.of(log.topic()), identity));
        }
    }

    boolean allows(Action action, Topic topic, Identity identity) {
        return identity.isApplication() || authorizer.allows(action, TopicPattern.of(topic), identity);
    }

    void authorize(Publication publication) {
        if (publication.events().isEmpty()) {
            throw new InvalidInputException("There is no event to publish: send at least one.");
        }
        if (publication.events().size() > publishEvents) {
            throw new TooLargeException("The batch has " + publication.events().size() + " events: at most "
                    + publishEvents + " are allowed.");
        }
        for (Event event : publication.events()) {
            check(event);
            boolean own = publication.identity().isApplication();
            if (!own && !authorizer.allows(Action.PUBLISH, TopicPattern.of(event.topic()), publication.identity())) {
                throw new DeniedException("Publishing to " + event.topic()
                        + " over the network is not allowed; a rule of the server has to open it.");
            }
        }
    }

    boolean asksAtHeartbeats() {
        return !beating.isEmpty();
    }

    boolean hasInterceptors() {
        return !publishing.isEmpty();
    }

    /** What is left of each event after the interceptors; empty where one consumed it. */
    List<Optional<Event>> intercept(Publication publication) {
        List<Optional<Event>> left = new ArrayList<>();
        for (Event event : publication.events()) {
            Optional<Event> result = Optional.of(event);
            for (PublishInterceptor interceptor : publishing) {
                result = result.flatMap(current -> interceptor.intercept(current, publication.identity()));
            }
            result.ifPresent(this::check);
            left.add(result);
        }
        return left;
    }

    Duration heartbeat(Subscription subscription) {
        Duration interval = subscription.heartbeat().map(this::clamp).orElse(heartbeat);
        for (HeartbeatInterceptor interceptor : beating) {
            interval = interceptor.interval(subscription, interval);
        }
        return interval.toMillis() < 1 ? Duration.ofMillis(1) : interval;
    }

    Optional<String> heartbeatPayload(Subscription subscription) {
        for (HeartbeatInterceptor interceptor : beating) {
            Optional<String> payload = interceptor.payload(subscription);
            if (payload.isPresent()) {
                return payload.map(JsonText::compact);
            }
        }
        return Optional.empty();
    }

    private Duration clamp(Duration asked) {
        return asked.compareTo(shortest) < 0 ? shortest : asked.compareTo(longest) > 0 ? longest : asked;
    }

    private void check(Event event) {
        if (event.topic().isReserved()) {
            throw new DeniedException("Topics that begin with $ belong to the kit: publish to another.");
        }
        if (event.payload().size() > limits.eventBytes()) {
            throw new TooLargeException("The event has " + event.payload().size() + " bytes: at most "
                    + limits.eventBytes() + " are allowed.");
        }
    }
}
