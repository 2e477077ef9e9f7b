// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import java.util.OptionalLong;

/** WebM and Matroska (RFC 9559): a header, and clusters of which some begin with a keyframe. */
final class Webm implements LiveEdge.Container {
    private static final long CLUSTER = 0x1F43B675L;
    private static final long SEGMENT = 0x18538067L;
    private static final long TRACKS = 0x1654AE6BL;
    private static final int TRACK = 0xAE;
    private static final int TRACK_NUMBER = 0xD7;
    private static final int TRACK_TYPE = 0x83;
    private static final int VIDEO = 1;
    private static final int TIMESTAMP = 0xE7;
    private static final int CHECKSUM = 0xBF;
    private static final int SIMPLE_BLOCK = 0xA3;
    private static final int BLOCK_GROUP = 0xA0;
    private static final int BLOCK = 0xA1;
    private static final int REFERENCE = 0xFB;
    private static final int KEYFRAME = 0x80;
    // A player's own header has some hundred bytes; fonts and pictures may lie in it too.
    private static final long LONGEST_HEADER = 1 << 20;

    private final Excerpts excerpts;
    private OptionalLong videoTrack = OptionalLong.empty();

    Webm(Excerpts excerpts) {
        this.excerpts = excerpts;
    }

    @Override
    public long headerEnd() {
        long end = excerpts.first(LONGEST_HEADER, Webm::isCluster).orElse(0L);
        Excerpt header = excerpts.read(0, (int) Math.min(end, Excerpts.MOST));
        videoTrack = videoTrack(header, 0, header.length());
        return end;
    }

    @Override
    public boolean isStart(Excerpt excerpt, int index) {
        return isCluster(excerpt, index)
                && (videoTrack.isEmpty() || beginsWithKeyframe(excerpts.read(excerpt.start() + index, Excerpts.MOST)));
    }

    // Its four bytes may also occur within a picture, but hardly with a timestamp behind them.
    private static boolean isCluster(Excerpt excerpt, int index) {
        if (excerpt.at(index) != 0x1F || excerpt.int32(index) != CLUSTER) {
            return false;
        }
        Element cluster = Element.read(excerpt, index);
        Element child = Element.read(excerpt, cluster.body());
        if (child.id() == CHECKSUM && child.size() == 4) {
            child = Element.read(excerpt, (int) child.end());
        }
        return child.id() == TIMESTAMP && child.size() >= 1 && child.size() <= 8;
    }

    private static OptionalLong videoTrack(Excerpt header, int from, long to) {
        for (int at = from; at < Math.min(to, header.length()); ) {
            Element element = Element.read(header, at);
            if (element.id() == SEGMENT || element.id() == TRACKS) {
                return videoTrack(header, element.body(), element.end());
            }
            if (element.id() == TRACK && number(header, element, TRACK_TYPE) == VIDEO) {
                return OptionalLong.of(number(header, element, TRACK_NUMBER));
            }
            at = element.next(header);
        }
        return OptionalLong.empty();
    }

    private static long number(Excerpt excerpt, Element parent, int id) {
        for (int at = parent.body(); at < Math.min(parent.end(), excerpt.length()); ) {
            Element element = Element.read(excerpt, at);
            if (element.id() == id) {
                long value = 0;
                for (int i = 0; i < Math.min(element.size(), Long.BYTES); i++) {
                    value = value << 8 | excerpt.at(element.body() + i);
                }
                return value;
            }
            at = element.next(excerpt);
        }
        return 0;
    }

    private boolean beginsWithKeyframe(Excerpt cluster) {
        for (int at = Element.read(cluster, 0).body(); at < cluster.length(); ) {
            Element element = Element.read(cluster, at);
            if (element.id() == SIMPLE_BLOCK && isVideo(cluster, element)) {
                Element track = Element.vint(cluster, element.body());
                // The track, two bytes of time, and the flags.
                return (cluster.at(track.body() + 2) & KEYFRAME) != 0;
            }
            if (element.id() == BLOCK_GROUP && element.end() <= cluster.length()) {
                int block = child(cluster, element, BLOCK);
                if (block >= 0 && isVideo(cluster, Element.read(cluster, block))) {
                    return child(cluster, element, REFERENCE) < 0;
                }
            }
            at = element.next(cluster);
        }
        // Not there yet, so an earlier one has to do.
        return false;
    }

    private boolean isVideo(Excerpt excerpt, Element block) {
        return Element.vint(excerpt, block.body()).size() == videoTrack.getAsLong();
    }

    private static int child(Excerpt excerpt, Element parent, int id) {
        for (int at = parent.body(); at < parent.end(); ) {
            Element element = Element.read(excerpt, at);
            if (element.id() == id) {
                return at;
            }
            at = element.next(excerpt);
        }
        return -1;
    }
}
