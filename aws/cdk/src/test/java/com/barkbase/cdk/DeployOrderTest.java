package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a deploy does, and in which order, when the layer or the migrations have changed since the last one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployOrderTest {
    private static final String TRIGGER = "Custom::Trigger";

    private final ServicesTemplate last = ServicesTemplate.of(Combination.DEV);
    private ServicesTemplate newLayer = last;
    private ServicesTemplate newMigration = last;

    @BeforeAll
    void changeSomething() throws IOException {
        newLayer = ServicesTemplate.of(Combination.DEV, "other layer", "migration");
        newMigration = ServicesTemplate.of(Combination.DEV, "layer", "other migration");
    }

    @Test
    void nothingChangesWhereNothingHasChanged() throws IOException {
        assertThat(ServicesTemplate.of(Combination.DEV, "layer", "migration").template())
                .isEqualTo(last.template());
    }

    /** Its ARN is read from Parameter Store, which by itself would make no version. */
    @ParameterizedTest
    @EnumSource
    void changedLayerMakesANewVersionOfEachFunctionAndMovesItsAlias(Service service) {
        String version = version(newLayer, service);

        assertThat(version).isNotEqualTo(version(last, service));
        assertThat(newLayer.ofFunction("AWS::Lambda::Alias", service.id())
                        .getValue()
                        .at("/Properties/FunctionVersion/Fn::GetAtt/0")
                        .asText())
                .isEqualTo(version);
    }

    /** Lambda publishes no second version of the same function: something of it must have changed, too. */
    @ParameterizedTest
    @EnumSource
    void changedLayerChangesWhatLambdaComparesOfAFunction(Service service) {
        assertThat(description(newLayer, service))
                .matches("BarkBase " + service.id() + ", on db-layer [0-9a-f]{12}")
                .isNotEqualTo(description(last, service));
    }

    @Test
    void otherMigrationsAreRunOnceByAResourceOfTheirOwn() {
        assertThat(migration(newMigration).getKey())
                .isNotEqualTo(migration(last).getKey());
        assertThat(migration(newLayer).getKey()).isEqualTo(migration(last).getKey());
        assertThat(migration(last)
                        .getValue()
                        .at("/Properties/ExecuteOnHandlerChange")
                        .asBoolean(true))
                .isFalse();
    }

    /** An asynchronous call would be answered before the migrations have run, and tell nothing of their failure. */
    @Test
    void deployWaitsForTheMigrationsAndFailsWithThem() {
        JsonNode trigger = migration(last).getValue().path("Properties");
        int millis =
                last.function("migrate").getValue().at("/Properties/Timeout").asInt() * 1000;

        assertThat(trigger.path("InvocationType").asText()).isEqualTo("RequestResponse");
        assertThat(trigger.path("Timeout").asInt()).isGreaterThan(millis);
        assertThat(trigger.at("/HandlerArn/Ref").asText()).isEqualTo(version(last, Service.MIGRATE));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MIGRATE")
    void noOtherFunctionChangesBeforeTheMigrationsHaveRun(Service service) {
        String migration = migration(newMigration).getKey();

        assertThat(Stream.of(
                        newMigration.function(service.id()),
                        newMigration.ofFunction("AWS::Lambda::Version", service.id()),
                        newMigration.ofFunction("AWS::Lambda::Alias", service.id())))
                .allSatisfy(resource -> assertThat(dependencies(resource)).contains(migration));
    }

    @Test
    void migrateIsReadyBeforeItIsAsked() {
        assertThat(dependencies(migration(last)))
                .contains(last.function("migrate").getKey())
                .anyMatch(dependency -> dependency.startsWith("migrateRoleDefaultPolicy"));
    }

    @Test
    void functionBehindTheTriggerMayInvokeMigrateAloneAndItsLogEnds() {
        JsonNode provider = last.only("AWS::Lambda::Function", function -> !function.has("FunctionName"))
                .getValue()
                .path("Properties");
        JsonNode logs = last.template()
                .path("Resources")
                .path(provider.at("/LoggingConfig/LogGroup/Ref").asText());
        JsonNode role = last.template()
                .path("Resources")
                .path(provider.at("/Role/Fn::GetAtt/0").asText());

        assertThat(logs.at("/Properties/RetentionInDays").asInt()).isEqualTo(7);
        assertThat(role.at("/Properties/Policies/0/PolicyDocument/Statement")).hasSize(1);
        assertThat(role.at("/Properties/Policies/0/PolicyDocument/Statement/0/Resource/0/Fn::Join/1/0/Fn::GetAtt/0")
                        .asText())
                .isEqualTo(last.function("migrate").getKey());
    }

    private static String version(ServicesTemplate template, Service service) {
        return template.ofFunction("AWS::Lambda::Version", service.id()).getKey();
    }

    private static String description(ServicesTemplate template, Service service) {
        return template.function(service.id())
                .getValue()
                .at("/Properties/Description")
                .asText();
    }

    private static Entry<String, JsonNode> migration(ServicesTemplate template) {
        return template.all(TRIGGER).getFirst();
    }

    private static List<String> dependencies(Entry<String, JsonNode> resource) {
        return resource.getValue()
                .path("DependsOn")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
