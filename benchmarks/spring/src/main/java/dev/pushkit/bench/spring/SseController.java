// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.spring;

import java.io.IOException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events by {@link SseEmitter}, written by the publisher's thread. Thread-safe. */
@RestController
class SseController {
    private final Map<String, Queue<SseEmitter>> topics = new ConcurrentHashMap<>();

    @GetMapping("/sse/{topic}")
    SseEmitter subscribe(@PathVariable("topic") String topic) throws IOException {
        Queue<SseEmitter> emitters = of(topic);
        SseEmitter emitter = new SseEmitter(0L);
        // Without a first word the client would not even see the head of the answer.
        emitter.send(SseEmitter.event().comment("hello"));
        emitter.onCompletion(() -> emitters.remove(emitter));
        emitters.add(emitter);
        return emitter;
    }

    @PostMapping("/pub-sse/{topic}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void publish(@PathVariable("topic") String topic, @RequestBody String text) {
        for (SseEmitter emitter : of(topic)) {
            try {
                emitter.send(text);
            } catch (IOException | IllegalStateException e) {
                // The container tells the emitter that it is over, as its documentation says.
            }
        }
    }

    private Queue<SseEmitter> of(String topic) {
        return topics.computeIfAbsent(topic, name -> new ConcurrentLinkedQueue<>());
    }
}
