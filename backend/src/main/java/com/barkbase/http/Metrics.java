package com.barkbase.http;

import io.avaje.jsonb.Json;
import java.util.List;

/**
 * The {@code _aws} of the embedded metric format: with it a line of JSON in the log is CloudWatch's metrics too. A line
 * that holds it goes to Lambda's logger as bytes, since a text is wrapped where the function logs in JSON.
 *
 * @param timestamp in milliseconds since 1970
 */
@Json
public record Metrics(
        @Json.Property("Timestamp") long timestamp,
        @Json.Property("CloudWatchMetrics") List<Directive> directives) {

    /**
     * These members of the line, in the namespace {@code BarkBase}, by the function that its member {@code function}
     * names.
     */
    public static Metrics byFunction(long epochMillis, List<Metric> metrics) {
        return new Metrics(epochMillis, List.of(new Directive("BarkBase", List.of(List.of("function")), metrics)));
    }

    /** Which members are metrics, where they go and what they are told apart by. */
    @Json
    public record Directive(
            @Json.Property("Namespace") String namespace,
            @Json.Property("Dimensions") List<List<String>> dimensions,
            @Json.Property("Metrics") List<Metric> metrics) {}

    /**
     * A member of the line.
     *
     * @param unit one of CloudWatch's, such as {@code Count}
     */
    @Json
    public record Metric(
            @Json.Property("Name") String name,
            @Json.Property("Unit") String unit) {}
}
