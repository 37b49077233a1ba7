package com.barkbase.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * What tells of a database that comes to an end of something. RDS reports these all the time, so silence is an alarm
 * too: the database is gone, or is called otherwise than we think.
 */
final class DatabaseAlarms {
    private static final double NEAR_THE_BUDGET = 0.8;
    private static final double TWO_GIB = 2.0 * 1024 * 1024 * 1024;
    /** Of 576 that a {@code t4g.medium} may save: an hour of what it earns. */
    private static final int CREDITS = 24;

    private static final int BUSY_PERCENT = 90;

    private final AlarmTopic topic;
    private final Deployment deployment;
    private final String identifier;

    DatabaseAlarms(AlarmTopic topic, Deployment deployment, Phase1 phase1) {
        this.topic = topic;
        this.deployment = deployment;
        identifier = phase1.databaseIdentifier();
    }

    void watch() {
        List.of("owner", "service").forEach(this::watchRotation);
        int connections = deployment.environment().maxConnections();
        topic.alarm(
                "db-connections",
                breached(connections("Maximum"), connections * NEAR_THE_BUDGET, 1)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .alarmDescription("More than four fifths of the %d connections are taken: the next are refused."
                                .formatted(connections)));
        if (deployment.engine() == Engine.AURORA) {
            topic.alarm(
                    "db-capacity", busy(metric("ACUUtilization", "Maximum"), "Aurora is near its largest capacity."));
        } else {
            watchInstance();
        }
    }

    /** Aurora's storage and processors grow by themselves. */
    private void watchInstance() {
        topic.alarm(
                "db-storage",
                breached(metric("FreeStorageSpace", "Minimum"), TWO_GIB, 1)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                        .alarmDescription("Less than 2 GiB of storage are free: it has grown as far as it may."));
        if (deployment.environment().instanceClass().startsWith("t")) {
            topic.alarm(
                    "db-cpu-credits",
                    breached(metric("CPUCreditBalance", "Minimum"), CREDITS, 12)
                            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                            .alarmDescription("The database works harder than its class earns, and is paid for by the"
                                    + " hour soon: a new one has no credits for an hour."));
        } else {
            topic.alarm(
                    "db-cpu", busy(metric("CPUUtilization", "Average"), "The database has no processor time left."));
        }
    }

    /** Of a function that AWS keeps for us, which is tried again for days, and of which nobody hears. */
    private void watchRotation(String login) {
        String function = deployment.environment().resourceName("rotate-" + login);
        topic.alarm(
                "rotate-" + login,
                AlarmProps.builder()
                        .metric(Metric.Builder.create()
                                .namespace("AWS/Lambda")
                                .metricName("Errors")
                                .dimensionsMap(Map.of("FunctionName", function))
                                .statistic("Sum")
                                .period(Duration.minutes(5))
                                .build())
                        .threshold(1)
                        .evaluationPeriods(1)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .treatMissingData(TreatMissingData.NOT_BREACHING) // it runs once in a while
                        .alarmDescription("The password of the " + login + "'s login could not be rotated."));
    }

    private static AlarmProps.Builder busy(Metric metric, String description) {
        return breached(metric, BUSY_PERCENT, 3)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .alarmDescription(description);
    }

    Metric connections(String statistic) {
        return metric("DatabaseConnections", statistic);
    }

    /** Of the instance, or of the cluster, where the largest of its servers counts. */
    private Metric metric(String name, String statistic) {
        String kind = deployment.engine() == Engine.AURORA ? "DBClusterIdentifier" : "DBInstanceIdentifier";
        return Metric.Builder.create()
                .namespace("AWS/RDS")
                .metricName(name)
                .dimensionsMap(Map.of(kind, identifier))
                .statistic(statistic)
                .period(Duration.minutes(5))
                .build();
    }

    private static AlarmProps.Builder breached(Metric metric, double threshold, int periods) {
        return AlarmProps.builder()
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(periods)
                .treatMissingData(TreatMissingData.BREACHING);
    }
}
