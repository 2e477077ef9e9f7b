// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.servlet;

import jakarta.servlet.ServletContext;
import java.util.Locale;
import java.util.Map;

/** What files are, by the endings of their names. */
final class ContentTypes {
    private static final String BYTES = "application/octet-stream";
    // Containers know many, but not the same ones, nor the newer ones.
    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("webm", "video/webm"),
            Map.entry("mkv", "video/x-matroska"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("m4v", "video/mp4"),
            Map.entry("m4s", "video/iso.segment"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("ogv", "video/ogg"),
            Map.entry("ts", "video/mp2t"),
            Map.entry("m3u8", "application/vnd.apple.mpegurl"),
            Map.entry("mpd", "application/dash+xml"),
            Map.entry("weba", "audio/webm"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("aac", "audio/aac"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("oga", "audio/ogg"),
            Map.entry("opus", "audio/ogg"),
            Map.entry("flac", "audio/flac"),
            Map.entry("wav", "audio/wav"),
            Map.entry("vtt", "text/vtt;charset=utf-8"),
            Map.entry("srt", "text/plain;charset=utf-8"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain;charset=utf-8"),
            Map.entry("log", "text/plain;charset=utf-8"),
            Map.entry("csv", "text/csv;charset=utf-8"),
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("zip", "application/zip"));

    private ContentTypes() {}

    static String of(String name, ServletContext container) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String known = KNOWN.get(ending);
        if (known == null) {
            known = container.getMimeType(name);
        }
        return known == null ? BYTES : known;
    }
}
