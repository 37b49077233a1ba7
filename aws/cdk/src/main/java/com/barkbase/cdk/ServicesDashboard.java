package com.barkbase.cdk;

import java.util.List;
import java.util.function.Function;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/** How the services do, on one screen: what they are asked, how it ends, how long it takes and what hinders them. */
final class ServicesDashboard {
    private static final int HALF = 12;

    private final List<ServiceFunction> functions;
    private final ServiceAlarms metrics;

    ServicesDashboard(
            Construct scope,
            Environment environment,
            List<ServiceFunction> functions,
            DatabaseAlarms database,
            ServiceAlarms metrics) {
        this.functions = functions;
        this.metrics = metrics;
        List<IWidget> requests = List.of(
                graph("Requests", ofEach(function -> function.live().metricInvocations())),
                graph("5xx answers", ours("failures", "Sum")));
        List<IWidget> times = List.of(
                graph("Milliseconds, 99th percentile", ours("ms", "p99")),
                graph("Round trips to the database a request", ours("roundTrips", "Average")));
        List<IWidget> limits = List.of(
                graph("Throttled", ofEach(function -> function.live().metricThrottles())),
                graph("Connections", List.of(database.connections("Maximum"))));
        List<IWidget> troubles = List.of(
                graph("Logins tried again", ours("loginRetries", "Sum")),
                graph("Unknown outcomes", ours("unknownOutcomes", "Sum")));
        Dashboard dashboard = Dashboard.Builder.create(scope, "Dashboard")
                .dashboardName(environment.resourceName("services"))
                .widgets(List.of(requests, times, limits, troubles))
                .build();
        // CloudFormation's schema, as cfn-lint has it, gives a dashboard none.
        environment.tags().keySet().forEach(Tags.of(dashboard)::remove);
    }

    private List<IMetric> ours(String name, String statistic) {
        return ofEach(function -> metrics.ours(name, function.service(), statistic));
    }

    private List<IMetric> ofEach(Function<ServiceFunction, IMetric> metric) {
        return functions.stream().map(metric).toList();
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .left(metrics)
                .width(HALF)
                .build();
    }
}
