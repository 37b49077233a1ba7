package com.barkbase.http;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;
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
        @Json.Property("_aws") Metrics metrics) {

    @Json
    record Metrics(
            @Json.Property("Timestamp") long timestamp,
            @Json.Property("CloudWatchMetrics") List<Directive> directives) {

        static Metrics at(long epochMillis) {
            return new Metrics(epochMillis, List.of(Directive.OF_A_REQUEST));
        }
    }

    /** Each combination of dimensions is a metric that is paid for: so by function, while routes are in the log. */
    @Json
    record Directive(
            @Json.Property("Namespace") String namespace,
            @Json.Property("Dimensions") List<List<String>> dimensions,
            @Json.Property("Metrics") List<Metric> metrics) {

        private static final Directive OF_A_REQUEST = new Directive(
                "BarkBase",
                List.of(List.of("function")),
                List.of(
                        new Metric("ms", "Milliseconds"),
                        new Metric("roundTrips", "Count"),
                        new Metric("failures", "Count")));
    }

    @Json
    record Metric(
            @Json.Property("Name") String name,
            @Json.Property("Unit") String unit) {}

    @Override
    public String toString() {
        return Jsonb.instance().type(LogLine.class).toJson(this) + "\n";
    }
}
