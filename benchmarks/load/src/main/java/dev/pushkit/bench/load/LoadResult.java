// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.bench.load;

import dev.pushkit.bench.text.Json;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a load measured.
 *
 * @param options what it consisted of
 * @param established subscribers that were there
 * @param dead those that were not there in the end
 * @param reconnects connections made anew
 * @param lastRefusal the status with which the server last refused a subscriber; 0 for none
 * @param published events sent
 * @param taken those that the server said it took
 * @param lastFailure the status with which it last refused one; 0 for none
 * @param unsent events that were due and were never sent, since the publisher had to wait
 * @param delivered different deliveries
 * @param faults what went wrong
 * @param seconds from the first event to the last delivery
 * @param cpuSeconds what the server used in that time
 * @param driverCpuSeconds what this process used
 * @param latencies how late deliveries came
 * @param residentBefore the server's memory before the subscribers came
 * @param residentIdle the same when they were all there
 * @param residentAfter the same in the end
 */
public record LoadResult(
        LoadOptions options,
        int established,
        int dead,
        int reconnects,
        int lastRefusal,
        long published,
        long taken,
        int lastFailure,
        long unsent,
        long delivered,
        Faults faults,
        double seconds,
        double cpuSeconds,
        double driverCpuSeconds,
        Latencies latencies,
        long residentBefore,
        long residentIdle,
        long residentAfter) {
    private static final double BUSY = 0.95;

    /**
     * The server's CPU for a delivery.
     *
     * @return microseconds; 0 where nothing was delivered
     */
    public double microsPerDelivery() {
        return delivered == 0 ? 0 : cpuSeconds * 1e6 / delivered;
    }

    /**
     * Deliveries a second.
     *
     * @return how many
     */
    public double perSecond() {
        return delivered / seconds;
    }

    /**
     * The share of a core that the driver used.
     *
     * @return 1 for a whole core
     */
    public double driverShare() {
        return driverCpuSeconds / seconds;
    }

    /**
     * Whether the driver, and not the server, was the limit.
     *
     * @return whether it used nearly all of its core
     */
    public boolean isDriverTheLimit() {
        return driverShare() > BUSY;
    }

    /**
     * Everything in one line.
     *
     * @return a JSON object
     */
    public String toJson() {
        return Json.of(fields());
    }

    /**
     * Everything by name; the names are those of the load generator in C where it knows the same.
     *
     * @return the fields, in order
     */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", options.kind().name().toLowerCase(Locale.ROOT));
        fields.put("n", options.subscribers());
        fields.put("stalled", options.stall().subscribers());
        fields.put("est", established);
        fields.put("dead", dead);
        fields.put("topics", options.topics());
        fields.put("size", options.size());
        fields.put("rate", options.pace().closedLoop() ? 0 : options.pace().rate());
        fields.put("published", published);
        fields.put("pub_ok", taken);
        fields.put("fail_status", lastFailure);
        fields.put("pub_unsent", unsent);
        fields.put("delivered", delivered);
        fields.put("lost", faults.lost());
        fields.put("dup", faults.doubled());
        fields.put("reordered", faults.reordered());
        fields.put("bad", faults.unknown());
        fields.put("del_per_s", perSecond());
        fields.put("cpu_s", cpuSeconds);
        fields.put("us_per_delivery", microsPerDelivery());
        fields.put("cpu_pct", cpuSeconds / seconds * 100);
        fields.put("loadgen_cpu_pct", driverShare() * 100);
        fields.put("loadgen_is_limit", isDriverTheLimit());
        fields.put("lat_ms", latencies.fields());
        fields.put("rss0", residentBefore);
        fields.put("rss_idle", residentIdle);
        fields.put("rss_after", residentAfter);
        fields.put("rss_per_conn", established == 0 ? 0 : (residentIdle - residentBefore) / established);
        fields.put("reconnects", reconnects);
        fields.put("last_err", lastRefusal);
        return fields;
    }
}
