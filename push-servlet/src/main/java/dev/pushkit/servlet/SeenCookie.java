// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cookie with a mark of four characters for each asset that was sent, the latest last, until the browser is closed.
 *
 * <p>A mark is 24 bits of a hash, so a stranger's cookie is no more than a guess at which assets to leave out.
 */
final class SeenCookie implements SeenAssets {
    static final String NAME = "push-resources";

    private static final int MARK = 4;
    private static final int MOST = 64;
    private static final Pattern MARKS = Pattern.compile("(?:[A-Za-z0-9_-]{4}){1," + MOST + "}");

    private final Set<String> marks;

    private SeenCookie(Collection<String> marks) {
        this.marks = new LinkedHashSet<>(marks);
    }

    static SeenCookie of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return new SeenCookie(
                cookies == null
                        ? List.of()
                        : Arrays.stream(cookies)
                                .filter(cookie -> cookie.getName().equals(NAME))
                                .map(Cookie::getValue)
                                .filter(value -> MARKS.matcher(value).matches())
                                .flatMap(SeenCookie::split)
                                .toList());
    }

    private static Stream<String> split(String value) {
        return IntStream.iterate(0, at -> at < value.length(), at -> at + MARK)
                .mapToObj(at -> value.substring(at, at + MARK));
    }

    @Override
    public boolean has(String target) {
        return marks.contains(mark(target));
    }

    @Override
    public void remember(Collection<String> targets, HttpServletRequest request, HttpServletResponse response) {
        targets.forEach(target -> marks.add(mark(target)));
        String value = marks.stream().skip(Math.max(0, marks.size() - MOST)).collect(Collectors.joining());
        String path = request.getContextPath().isEmpty() ? "/" : request.getContextPath();
        // Cookie.setAttribute, for SameSite, is not in Servlet 5.0.
        response.addHeader(
                "Set-Cookie",
                NAME + '=' + value + "; Path=" + path + "; HttpOnly; SameSite=Lax"
                        + (request.isSecure() ? "; Secure" : ""));
    }

    static String mark(String target) {
        return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(SeenAssets.sha256(target), MARK * 6 / 8));
    }
}
