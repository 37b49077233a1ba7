package com.barkbase.health;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.http.Metrics;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.List;

/**
 * What is logged of one check: a line of JSON that is CloudWatch's metric {@code healthy} too, for an alarm to watch.
 *
 * @param healthy 1 where the database answered, 0 otherwise
 */
@Json
record HealthLine(
        int healthy, String function, @Json.Property("_aws") Metrics metrics) {

    static HealthLine of(DatabaseHealth health, String function, long epochMillis) {
        Metrics metrics = Metrics.byFunction(epochMillis, List.of(new Metrics.Metric("healthy", "Count")));
        return new HealthLine(health.ok() ? 1 : 0, function, metrics);
    }

    byte[] bytes() {
        return (Jsonb.instance().type(HealthLine.class).toJson(this) + "\n").getBytes(UTF_8);
    }
}
