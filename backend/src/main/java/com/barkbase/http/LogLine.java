package com.barkbase.http;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is logged of one request: a line of JSON, and by its {@code _aws} CloudWatch's metrics too (the embedded metric
 * format). Never a name, an address or a body: a path's ids and a tenant's are all that points to anyone.
 *
 * @param route as declared, so that no value of a path is in it
 * @param ms from the event to the answer
 * @param roundTrips to the database
 * @param failures 1 where the answer is our fault or the database's, 0 otherwise: its average is the rate
 * @param error what the client is not told
 * @param pool what {@link PoolCounts} has counted since the line before: members of the line, mostly none
 */
@Json
record LogLine(
        @Nullable String requestId,
        @Nullable String route,
        @Nullable UUID tenant,
        int status,
        long ms,
        int roundTrips,
        int failures,
        @Nullable String error,
        String function,
        @Json.Unmapped Map<String, Object> pool,
        @Json.Property("_aws") Metrics metrics) {

    private static final List<Metrics.Metric> METRICS = List.of(
            new Metrics.Metric("ms", "Milliseconds"),
            new Metrics.Metric("roundTrips", "Count"),
            new Metrics.Metric("failures", "Count"));

    /**
     * Each combination of dimensions is a metric that is paid for: so by function, while routes are in the log. The
     * pool's are paid for in the hours that have any.
     */
    static Metrics metrics(long epochMillis, Map<String, Object> pool) {
        List<Metrics.Metric> metrics = new ArrayList<>(METRICS);
        for (String name : PoolCounts.METRICS) {
            if (pool.containsKey(name)) {
                metrics.add(new Metrics.Metric(name, "Count"));
            }
        }
        return Metrics.byFunction(epochMillis, metrics);
    }

    @Override
    public String toString() {
        return Jsonb.instance().type(LogLine.class).toJson(this) + "\n";
    }
}
