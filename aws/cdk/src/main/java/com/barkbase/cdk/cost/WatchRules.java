package com.barkbase.cdk.cost;

import com.barkbase.cdk.template.Resource;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;

/** Secrets, keys, alarms and dashboards: a price each. */
record WatchRules(Figures prices, Figures usage) {

    Map<String, Rule> byType() {
        return Map.of(
                "AWS::SecretsManager::Secret", secret -> each("secret"),
                "AWS::KMS::Key", key -> each("key"),
                "AWS::CloudWatch::Alarm", this::alarm,
                "AWS::CloudWatch::CompositeAlarm", alarm -> each("composite alarm"),
                "AWS::CloudWatch::Dashboard", dashboard -> each("dashboard"),
                "AWS::EC2::FlowLog", this::flowLog);
    }

    private Charge each(String price) {
        return Charge.fixed("", prices.of(price));
    }

    /** By the metrics that it watches. */
    private Charge alarm(Resource alarm) {
        long metrics = alarm.properties()
                .path("Metrics")
                .valueStream()
                .filter(metric -> !metric.path("MetricStat").isMissingNode())
                .count();
        return Charge.fixed(metrics > 1 ? metrics + " metrics" : "", Math.max(1, metrics) * prices.of("alarm metric"));
    }

    private Charge flowLog(Resource log) {
        JsonNode traffic = log.properties().path("TrafficType");
        double gigabytes = usage.of("flow log gigabytes");
        return Charge.fixed(
                DatabaseRules.number(gigabytes) + " GB, " + traffic.asText().toLowerCase(Locale.ROOT),
                gigabytes * prices.of("log gigabyte"));
    }
}
