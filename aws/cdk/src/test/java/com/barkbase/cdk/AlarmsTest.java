package com.barkbase.cdk;

import static com.barkbase.cdk.SynthesisedStack.json;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The alarms, and that each can fire and be heard of. */
class AlarmsTest {
    private static final String ALARM = "AWS::CloudWatch::Alarm";

    private final ServicesTemplate dev = ServicesTemplate.of(Combination.DEV);
    private final ServicesTemplate staging = ServicesTemplate.of(Combination.STAGING);
    private final ServicesTemplate prod = ServicesTemplate.of(Combination.PROD.withProxy(true));
    private final ServicesTemplate aurora = ServicesTemplate.of(Combination.PROD.withEngine(Engine.AURORA));

    /** As AWS documents each metric: its namespace, its dimensions, and a statistic that says something of it. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            owners-errors,    AWS/Lambda, Errors,              FunctionName+Resource, Sum,     60,   1, notBreaching
            pets-throttles,   AWS/Lambda, Throttles,           FunctionName+Resource, Sum,     60,   1, notBreaching
            staff-duration,   AWS/Lambda, Duration,            FunctionName+Resource, Maximum, 60,   23200, notBreaching
            pets-failures,    BarkBase,   failures,            function,              Sum,     60,   5, notBreaching
            db-healthcheck,   BarkBase,   healthy,             function,              Minimum, 300,  1, breaching
            db-connections,   AWS/RDS,    DatabaseConnections, DBInstanceIdentifier,  Maximum, 300,  880, breaching
            db-storage,       AWS/RDS,    FreeStorageSpace,    DBInstanceIdentifier, Minimum, 300, 2147483648, breaching
            db-cpu,           AWS/RDS,    CPUUtilization,      DBInstanceIdentifier,  Average, 300,  90, breaching
            rotate-owner,     AWS/Lambda, Errors,              FunctionName,          Sum,     300,  1, notBreaching
            rotate-service,   AWS/Lambda, Errors,              FunctionName,          Sum,     300,  1, notBreaching
            """)
    void watches(
            String name,
            String namespace,
            String metric,
            String dimensions,
            String statistic,
            int period,
            long threshold,
            String missing) {
        JsonNode alarm = prod.alarm("barkbase-prod-" + name);

        assertThat(alarm.path("Namespace").asText()).isEqualTo(namespace);
        assertThat(alarm.path("MetricName").asText()).isEqualTo(metric);
        assertThat(alarm.path("Dimensions")
                        .valueStream()
                        .map(dimension -> dimension.path("Name").asText())
                        .collect(joining("+")))
                .isEqualTo(dimensions);
        assertThat(alarm.path("Statistic").asText()).isEqualTo(statistic);
        assertThat(alarm.path("Period").asInt()).isEqualTo(period);
        assertThat(alarm.path("Threshold").asLong()).isEqualTo(threshold);
        assertThat(alarm.path("TreatMissingData").asText()).isEqualTo(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db-healthcheck", "db-storage"})
    void lessIsWorseOfWhatIsWanted(String name) {
        assertThat(prod.alarm("barkbase-prod-" + name)
                        .path("ComparisonOperator")
                        .asText())
                .isEqualTo("LessThanThreshold");
    }

    /** Through the alias, which is what callers invoke: all of its versions are counted. */
    @Test
    void functionIsWatchedThroughItsAlias() {
        JsonNode dimensions = prod.alarm("barkbase-prod-owners-errors").path("Dimensions");

        assertThat(dimensions.at("/0/Value/Ref").asText())
                .isEqualTo(prod.function("owners").getKey());
        assertThat(dimensions.at("/1/Value").toString()).endsWith("\":live\"]]}");
    }

    @Test
    void metricOfTheLogNamesTheFunctionAsLambdaDoes() {
        assertThat(prod.alarm("barkbase-prod-pets-failures")
                        .at("/Dimensions/0/Value")
                        .asText())
                .isEqualTo(prod.function("pets")
                        .getValue()
                        .at("/Properties/FunctionName")
                        .asText());
        assertThat(prod.alarm("barkbase-prod-db-healthcheck")
                        .at("/Dimensions/0/Value")
                        .asText())
                .isEqualTo(prod.function("db-healthcheck")
                        .getValue()
                        .at("/Properties/FunctionName")
                        .asText());
    }

    @Test
    void serviceBehindTheApiHasFourAlarmsEach() {
        assertThat(names(prod))
                .filteredOn(name -> name.matches(".*-(errors|throttles|duration|failures)"))
                .hasSize(4
                        * (int) Stream.of(Service.values())
                                .filter(Service::isBehindTheApi)
                                .count());
    }

    @Test
    void burstableClassIsWatchedByItsCredits() {
        assertThat(names(staging))
                .contains("barkbase-staging-db-cpu-credits")
                .doesNotContain("barkbase-staging-db-cpu");
        assertThat(names(prod)).contains("barkbase-prod-db-cpu").doesNotContain("barkbase-prod-db-cpu-credits");
    }

    @Test
    void auroraIsWatchedAsAClusterThatHasNoStorageToRunOutOf() {
        assertThat(names(aurora))
                .filteredOn(name -> name.startsWith("barkbase-prod-db-"))
                .containsExactlyInAnyOrder(
                        "barkbase-prod-db-healthcheck", "barkbase-prod-db-connections", "barkbase-prod-db-capacity");
        assertThat(aurora.alarm("barkbase-prod-db-capacity").path("MetricName").asText())
                .isEqualTo("ACUUtilization");
        assertThat(aurora.alarm("barkbase-prod-db-connections").path("Dimensions"))
                .isEqualTo(json("""
                        [{"Name": "DBClusterIdentifier", "Value": "barkbase-prod-postgres"}]"""));
    }

    @Test
    void alarmIsToldWhenItBeginsAndWhenItIsOver() {
        String topic = prod.all("AWS::SNS::Topic").getFirst().getKey();

        assertThat(prod.properties(ALARM)).isNotEmpty().allSatisfy(alarm -> {
            assertThat(alarm.at("/AlarmActions/0/Ref").asText()).isEqualTo(topic);
            assertThat(alarm.at("/OKActions/0/Ref").asText()).isEqualTo(topic);
        });
    }

    /** It may not use the key that AWS keeps for SNS, and a topic's own policy replaces the one that lets it in. */
    @Test
    void cloudWatchMayUseTheTopicAndItsKey() {
        JsonNode topic = prod.properties("AWS::SNS::Topic").getFirst();
        Entry<String, JsonNode> key = prod.all("AWS::KMS::Key").getFirst();
        List<JsonNode> allowed = Stream.of(
                        prod.properties("AWS::SNS::TopicPolicy").getFirst().at("/PolicyDocument/Statement"),
                        key.getValue().at("/Properties/KeyPolicy/Statement"))
                .flatMap(JsonNode::valueStream)
                .filter(statement -> statement.at("/Principal/Service").asText().equals("cloudwatch.amazonaws.com"))
                .toList();

        assertThat(topic.at("/KmsMasterKeyId/Fn::GetAtt/0").asText()).isEqualTo(key.getKey());
        assertThat(allowed)
                .extracting(statement -> statement.path("Action").toString())
                .containsExactly("\"sns:Publish\"", "[\"kms:Decrypt\",\"kms:GenerateDataKey*\"]");
        assertThat(allowed)
                .allSatisfy(statement -> assertThat(statement
                                .at("/Condition/StringEquals/aws:SourceAccount/Ref")
                                .asText())
                        .isEqualTo("AWS::AccountId"));
    }

    @Test
    void devHasNoAlarmsAndNoDashboardToPayFor() {
        assertThat(dev.all(ALARM)).isEmpty();
        assertThat(dev.all("AWS::CloudWatch::Dashboard")).isEmpty();
        assertThat(dev.all("AWS::KMS::Key")).isEmpty();
        assertThat(prod.all("AWS::CloudWatch::Dashboard")).hasSize(1);
    }

    private static List<String> names(ServicesTemplate template) {
        return template.properties(ALARM).stream()
                .map(alarm -> alarm.path("AlarmName").asText())
                .toList();
    }
}
