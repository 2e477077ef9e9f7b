// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** nginx with nchan and one worker, as the packages of Debian install it. */
final class NginxHost implements Host {
    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_nchan_module.so");

    /** As much history as the kit's long poll needs, and no limit that a benchmark would meet. */
    private static final String CONFIG = """
            load_module %MODULE%;
            daemon off;
            user %USER%;
            worker_processes 1;
            worker_rlimit_nofile 20000;
            pid %FOLDER%/nginx.pid;
            error_log /dev/null crit;
            events { worker_connections 16000; }
            http {
                access_log off;
                tcp_nodelay on;
                keepalive_timeout 1h;
                keepalive_requests 1000000000;
                client_body_buffer_size 64k;
                client_body_temp_path %FOLDER%/body;
                proxy_temp_path %FOLDER%/proxy;
                fastcgi_temp_path %FOLDER%/fastcgi;
                uwsgi_temp_path %FOLDER%/uwsgi;
                scgi_temp_path %FOLDER%/scgi;
                nchan_shared_memory_size 256m;
                nchan_message_buffer_length 200;
                nchan_message_timeout 60s;
                server {
                    listen 127.0.0.1:%PORT% backlog=4096;
                    location ~ ^/pub/(.+)$ { nchan_publisher http; nchan_channel_id $1; }
                    location ~ ^/sse/(.+)$ { nchan_subscriber eventsource; nchan_subscriber_first_message newest; nchan_channel_id $1; }
                    location ~ ^/ws/(.+)$ { nchan_subscriber websocket; nchan_subscriber_first_message newest; nchan_channel_id $1; }
                    location ~ ^/poll/(.+)$ { nchan_subscriber longpoll; nchan_subscriber_first_message newest; nchan_channel_id $1; }
                }
            }
            """;

    @Override
    public List<String> command(Site site, Optional<Path> war, List<String> options) throws IOException {
        Path folder = Files.createDirectories(site.layout().results().resolveSibling("nchan-" + site.port()));
        Path config = folder.resolve("nginx.conf");
        Files.writeString(
                config,
                CONFIG.replace("%MODULE%", MODULE.toString())
                        .replace("%USER%", System.getProperty("user.name"))
                        .replace("%FOLDER%", folder.toString())
                        .replace("%PORT%", Integer.toString(site.port())));
        return List.of(PROGRAM.toString(), "-c", config.toString());
    }

    @Override
    public boolean isInstalled(Layout layout) {
        return Files.isExecutable(PROGRAM) && Files.isReadable(MODULE);
    }
}
