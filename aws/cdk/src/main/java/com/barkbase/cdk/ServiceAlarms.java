package com.barkbase.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * What tells of functions that fail. A function that nobody calls has no metrics, so that silence is good news, but for
 * the health check, which is called every few minutes.
 */
final class ServiceAlarms {
    /** The namespace of the metrics that the services write into their log. */
    private static final String NAMESPACE = "BarkBase";

    /** Short, so that ten minutes of a canary are enough to see and to act. */
    private static final Duration WINDOW = Duration.minutes(1);

    private static final int MILLIS = 1000;
    private static final double NEAR_THE_TIMEOUT = 0.8;

    private final AlarmTopic topic;
    private final Environment environment;

    ServiceAlarms(AlarmTopic topic, Environment environment) {
        this.topic = topic;
        this.environment = environment;
    }

    /** On a function behind the API; answers with those that also take a new version back. */
    List<Alarm> watch(ServiceFunction function) {
        String id = function.service().id();
        topic.alarm(
                id + "-throttles",
                atLeast(1, function.live().metricThrottles(sum()))
                        .alarmDescription("Calls of " + id + " were refused: its concurrency is used up."));
        topic.alarm(
                id + "-duration",
                atLeast(
                                function.service().seconds() * MILLIS * NEAR_THE_TIMEOUT,
                                function.live().metricDuration(options("Maximum")))
                        .alarmDescription("A request of " + id + " took more than four fifths of its timeout."));
        Alarm errors = topic.alarm(
                id + "-errors",
                atLeast(1, function.live().metricErrors(sum()))
                        .alarmDescription("Calls of " + id + " ended without an answer: a crash or a timeout."));
        Alarm failures = topic.alarm(
                id + "-failures",
                atLeast(5, ours("failures", function.service(), "Sum"))
                        .alarmDescription(id + " answered with 5xx: its log says why."));
        return List.of(errors, failures);
    }

    /** Fires where the database is away, and where the check does not even run. */
    Alarm watchHealthcheck(Duration schedule) {
        return topic.alarm(
                "db-healthcheck",
                AlarmProps.builder()
                        .metric(ours("healthy", Service.DB_HEALTHCHECK, "Minimum")
                                .with(MetricOptions.builder().period(schedule).build()))
                        .threshold(1)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                        .evaluationPeriods(2)
                        .treatMissingData(TreatMissingData.BREACHING)
                        .alarmDescription("The database has not answered the check that is made every "
                                + schedule.toMinutes() + " minutes, or the check was not made."));
    }

    Metric ours(String name, Service service, String statistic) {
        return Metric.Builder.create()
                .namespace(NAMESPACE)
                .metricName(name)
                .dimensionsMap(Map.of("function", environment.resourceName(service.id())))
                .statistic(statistic)
                .period(WINDOW)
                .build();
    }

    private static AlarmProps.Builder atLeast(double threshold, Metric metric) {
        return AlarmProps.builder()
                .metric(metric)
                .threshold(threshold)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING);
    }

    private static MetricOptions sum() {
        return options("Sum");
    }

    private static MetricOptions options(String statistic) {
        return MetricOptions.builder().statistic(statistic).period(WINDOW).build();
    }
}
