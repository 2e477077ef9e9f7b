// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a client says it has in its cache: the header {@code Cache-Digest} with Golomb-coded sets, as the drafts
 * draft-kazuho-h2-cache-digest and draft-ietf-httpbis-cache-digest had them before they went over to cuckoo filters.
 *
 * <p>A digest of what is stale, or of URLs together with their entity tags, says nothing here and is passed over.
 */
final class CacheDigest implements SeenAssets {
    private static final int LONGEST = 8_192;

    private record GolombSet(int bits, Set<Long> keys) {
        boolean has(long hash) {
            return keys.contains(hash >>> (Long.SIZE - bits));
        }
    }

    private final String origin;
    private final List<GolombSet> sets = new ArrayList<>();

    private CacheDigest(String origin) {
        this.origin = origin;
    }

    static CacheDigest of(HttpServletRequest request) {
        String host = request.getHeader("Host");
        CacheDigest digest = new CacheDigest(request.getScheme() + "://"
                + (host != null ? host : request.getServerName() + port(request.getServerPort(), request.getScheme())));
        String header = String.join(",", Collections.list(request.getHeaders("Cache-Digest")));
        if (header.length() <= LONGEST) {
            for (String value : header.split(",", -1)) {
                digest.read(value.strip().split("\\s*;\\s*", -1));
            }
        }
        return digest;
    }

    private static String port(int port, String scheme) {
        return port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
    }

    private void read(String... parts) {
        List<String> flags = Arrays.stream(parts)
                .skip(1)
                .map(flag -> flag.toLowerCase(Locale.ROOT))
                .toList();
        if (flags.contains("reset")) {
            sets.clear();
        }
        if (flags.contains("stale") || flags.contains("validators")) {
            return;
        }
        try {
            GolombSet set = decode(Base64.getUrlDecoder().decode(parts[0]));
            if (set.bits() > 0) {
                sets.add(set);
            }
        } catch (IllegalArgumentException e) {
            // Who cannot say what they have gets everything.
        }
    }

    private static GolombSet decode(byte[] bytes) {
        Bits bits = new Bits(bytes);
        int bitsOfCount = bits.number(5);
        int remainder = bits.number(5);
        long end = 1L << (bitsOfCount + remainder);
        Set<Long> keys = new HashSet<>();
        long key = -1;
        while (true) {
            long zeros = bits.skipZeros();
            // What is left of the last byte is filled with zeros.
            if (!bits.has(1 + remainder)) {
                break;
            }
            bits.number(1);
            key += (zeros << remainder) + bits.number(remainder) + 1;
            if (key >= end) {
                break;
            }
            keys.add(key);
        }
        return new GolombSet(bitsOfCount + remainder, keys);
    }

    @Override
    public boolean has(String target) {
        long hash = ByteBuffer.wrap(SeenAssets.sha256(target.startsWith("/") ? origin + target : target))
                .getLong();
        return sets.stream().anyMatch(set -> set.has(hash));
    }

    private static final class Bits {
        private final byte[] bytes;
        private int at;

        Bits(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean has(int count) {
            return at + count <= bytes.length * Byte.SIZE;
        }

        int number(int count) {
            if (!has(count)) {
                throw new IllegalArgumentException("cut short");
            }
            int number = 0;
            for (int i = 0; i < count; i++) {
                number = (number << 1) | bit();
                at++;
            }
            return number;
        }

        int skipZeros() {
            int start = at;
            while (has(1) && bit() == 0) {
                at++;
            }
            return at - start;
        }

        private int bit() {
            return (bytes[at / Byte.SIZE] >> (Byte.SIZE - 1 - at % Byte.SIZE)) & 1;
        }
    }
}
