// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit;

import static dev.pushkit.LoggedEvents.cursor;
import static dev.pushkit.LoggedEvents.event;
import static dev.pushkit.LoggedEvents.keeping;
import static dev.pushkit.LoggedEvents.offsets;
import static dev.pushkit.LoggedEvents.range;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FeedTest {
    private static final int ALL = Integer.MAX_VALUE;

    private final TopicRegistry registry = new TopicRegistry(keeping(1_000), LoggedEvents.EPOCH);

    @Test
    void mergesLogsInTheHubsOrder() {
        append("a", 1);
        append("b", 2);
        append("b", 3);
        append("a", 4);
        append("c", 5);
        append("a", 6);
        Feed feed = open(Cursor.EARLIEST, "a", "b");

        assertThat(read(feed, ALL, ALL)).containsExactly(1L, 2L, 3L, 4L, 6L);
        assertThat(feed.cursor()).isEqualTo(6);
    }

    @Test
    void readsInPiecesWhateverTheBounds() {
        Random random = new Random(7);
        for (int i = 1; i <= 500; i++) {
            append("t/" + random.nextInt(5), i);
        }
        for (int events : new int[] {1, 2, 7, 499, 500, 501}) {
            for (int bytes : new int[] {1, 9, 64, 1_000_000}) {
                Feed feed = openAllowed(Cursor.EARLIEST, "t/*");
                List<Long> got = new ArrayList<>();
                for (int round = 0; round < 600; round++) {
                    Reading reading = feed.read(registry.visible(), events, bytes);
                    assertThat(reading.events().size()).isLessThanOrEqualTo(events);
                    assertThat(reading.lost()).isFalse();
                    got.addAll(offsets(reading.events()));
                }
                assertThat(got).isEqualTo(range(1, 500));
                assertThat(feed.cursor()).isEqualTo(500);
            }
        }
    }

    @Test
    void saysWhetherABoundCutItShort() {
        append("a", 1);
        append("b", 2);
        append("a", 3);
        Feed feed = open(Cursor.EARLIEST, "a", "b");

        assertThat(feed.read(3, 2, ALL).more()).isTrue();
        assertThat(feed.cursor()).as("names the last event that was read").isEqualTo(2);
        Reading rest = feed.read(3, 2, ALL);
        assertThat(rest.more()).isFalse();
        assertThat(rest.single())
                .as("others at this place read the very same run")
                .isTrue();
    }

    @Test
    void doesNotReadBehindWhatIsVisible() {
        append("a", 1);
        append("a", 2);
        Feed feed = open(Cursor.EARLIEST, "a");

        assertThat(offsets(feed.read(1, ALL, ALL).events())).containsExactly(1L);
        assertThat(feed.read(1, ALL, ALL)).isSameAs(Reading.NOTHING);
    }

    @Test
    void movesItsCursorWithTopicsThatItDoesNotFollow() {
        append("a", 1);
        Feed feed = open(Cursor.EARLIEST, "a");
        append("other", 2);

        assertThat(read(feed, ALL, ALL)).containsExactly(1L);
        assertThat(feed.cursor()).isEqualTo(2);
    }

    @Test
    void followsATopicThatAppearsLaterOnceItIsDecided() {
        Feed feed = openAllowed(Cursor.LATEST, "a/**");
        append("a/new", 1);

        assertThat(feed.read(1, ALL, ALL).isUndecided()).isTrue();
        assertThat(feed.cursor()).as("stays before what nobody decided").isZero();
        feed.undecided().forEach(log -> feed.decide(log, true));
        assertThat(read(feed, ALL, ALL)).containsExactly(1L);
    }

    @Test
    void skipsATopicThatIsDenied() {
        append("a/open", 1);
        append("a/secret", 2);
        append("a/open", 3);
        Feed feed = open(Cursor.EARLIEST, "a/*");
        feed.undecided().forEach(log -> feed.decide(log, log.topic().name().equals("a/open")));

        assertThat(read(feed, ALL, ALL)).containsExactly(1L, 3L);
    }

    @Test
    void followsNothingOnceItIsClosed() {
        Feed feed = open(Cursor.LATEST, "a");
        registry.close(feed);
        registry.join(feed, new Feed(null, Overflow.GAP), patterns("b", "c/*"), Cursor.LATEST);
        append("a", 1);
        append("b", 2);
        append("c/d", 3);

        assertThat(feed.read(3, ALL, ALL).events()).isEmpty();
        assertThat(registry.all()).allMatch(log -> log.followerCount() == 0);
    }

    @Test
    void forgetsATopicThatWasOnlyAskedFor() {
        Feed feed = open(Cursor.LATEST, "never", "written");
        append("written", 1);
        assertThat(registry.all()).hasSize(2);
        registry.close(feed);

        assertThat(registry.all()).extracting(log -> log.topic().name()).containsExactly("written");
    }

    @Test
    void doesNotAskAboutATopicBeforeItsFirstEvent() {
        Feed wild = openAllowed(Cursor.LATEST, "a/*");
        open(Cursor.LATEST, "a/quiet");

        assertThat(wild.undecided()).isEmpty();
        append("a/quiet", 1);
        assertThat(wild.undecided()).hasSize(1);
    }

    @Test
    void sharesWithOthersWhatThoseReadWhoKeepPace() {
        Feed first = open(Cursor.LATEST, "a");
        Feed second = open(Cursor.LATEST, "a");
        append("a", 1);
        append("other", 2);
        append("a", 3);

        Reading read = first.read(2, ALL, ALL);
        assertThat(offsets(read.events())).containsExactly(1L);
        Reading newest = first.read(3, ALL, ALL);
        Reading both = second.read(3, ALL, ALL);
        assertThat(offsets(newest.events())).containsExactly(3L);
        assertThat(offsets(both.events())).containsExactly(1L, 3L);

        append("a", 4);
        append("other", 5);
        first.read(4, ALL, ALL);
        Reading alike = open(cursor(3), "a").read(5, ALL, ALL);
        assertThat(second.read(5, ALL, ALL)).isSameAs(alike);
        assertThat(second.cursor()).isEqualTo(5);
    }

    @Test
    void losesAndRepeatsNothingHoweverReadersMixAndEventsAreEvicted() {
        for (int seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            TopicRegistry small = new TopicRegistry(keeping(1 + random.nextInt(6)), LoggedEvents.EPOCH);
            List<Feed> feeds = new ArrayList<>();
            List<Long> last = new ArrayList<>();
            List<Long> written = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                feeds.add(new Feed(new IdleTask(), Overflow.GAP));
                small.open(feeds.get(i), patterns("a"), Cursor.LATEST);
                last.add(0L);
            }
            for (long offset = 1; offset <= 400; offset++) {
                String topic = random.nextInt(3) == 0 ? "other" : "a";
                small.append(List.of(event(topic, offset)));
                if (topic.equals("a")) {
                    written.add(offset);
                }
                for (int i = 0; i < 3; i++) {
                    if (random.nextInt(3) <= i) {
                        last.set(i, readOn(small, feeds.get(i), random, written, last.get(i)));
                    }
                }
            }
        }
    }

    // What comes is what was written behind the last place, from there on or, where a loss is told, from a later one.
    private static long readOn(TopicRegistry registry, Feed feed, Random random, List<Long> written, long last) {
        int bytes = random.nextInt(4) == 0 ? 8 : ALL;
        Reading reading = feed.read(registry.visible(), ALL, bytes);
        List<Long> got = offsets(reading.events());
        List<Long> due = written.stream().filter(offset -> offset > last).toList();
        int skipped = reading.lost() ? due.indexOf(got.get(0)) : 0;
        assertThat(due.subList(skipped, due.size())).startsWith(got.toArray(Long[]::new));
        assertThat(reading.lost()).isEqualTo(skipped > 0);
        assertThat(got.isEmpty()).isEqualTo(due.isEmpty());
        if (!reading.more()) {
            assertThat(got).endsWith(due.subList(skipped, due.size()).toArray(Long[]::new));
        }
        return got.isEmpty() ? last : got.get(got.size() - 1);
    }

    private void append(String topic, long offset) {
        registry.append(List.of(event(topic, offset)));
    }

    private Feed open(Cursor since, String... patterns) {
        Feed feed = new Feed(new IdleTask(), Overflow.GAP);
        registry.open(feed, patterns(patterns), since);
        return feed;
    }

    private Feed openAllowed(Cursor since, String... patterns) {
        Feed feed = open(since, patterns);
        feed.undecided().forEach(log -> feed.decide(log, true));
        return feed;
    }

    private static List<TopicPattern> patterns(String... patterns) {
        return Stream.of(patterns).map(TopicPattern::of).toList();
    }

    private List<Long> read(Feed feed, int events, int bytes) {
        return offsets(feed.read(registry.visible(), events, bytes).events());
    }

    /** A follower with nothing to do. */
    private static final class IdleTask extends SerialTask {
        IdleTask() {
            super(new Workers(new DirectExecutor(), new ManualTicker(), 1, 1));
        }

        @Override
        void step() {
            // Nothing.
        }

        @Override
        void failed(Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void knowsItsEpoch() {
        assertThat(registry.cursorAt(3)).isEqualTo(cursor(3));
    }
}
