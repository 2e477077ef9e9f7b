// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

/** Fragmented MP4 (ISO/IEC 14496-12, section 8.8): a header, and fragments, each of which begins with a keyframe. */
final class FragmentedMp4 implements LiveEdge.Container {
    private static final long MOOV = 0x6D6F6F76L;
    private static final long MOOF = 0x6D6F6F66L;
    private static final long MFHD = 0x6D666864L;
    private static final long MDAT = 0x6D646174L;
    private static final long LARGEST = 1L << 40;
    private static final int MOST_BOXES = 32;
    private static final int HEAD = 8;
    private static final int LONG_HEAD = 16;

    private final Excerpts excerpts;

    FragmentedMp4(Excerpts excerpts) {
        this.excerpts = excerpts;
    }

    @Override
    public long headerEnd() {
        long at = 0;
        for (int i = 0; i < MOST_BOXES; i++) {
            Excerpt head = excerpts.read(at, LONG_HEAD);
            long size = head.int32(0) == 1 ? head.int32(8) << 32 | head.int32(12) : head.int32(0);
            if (head.length() < LONG_HEAD || size < HEAD || size > LARGEST || head.int32(4) == MDAT) {
                return 0;
            }
            at += size;
            if (head.int32(4) == MOOV) {
                return at;
            }
        }
        return 0;
    }

    // Its first child is a sequence number, so that a sample hardly looks like it.
    @Override
    public boolean isStart(Excerpt excerpt, int index) {
        return excerpt.int32(index + 4) == MOOF
                && excerpt.int32(index) >= HEAD
                && excerpt.int32(index + HEAD) == LONG_HEAD
                && excerpt.int32(index + HEAD + 4) == MFHD;
    }
}
