package com.barkbase.cdk;

import static com.barkbase.cdk.SynthesisedStack.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

/** How a new version comes to its requests. */
class CanaryTest {
    private static final String GROUP = "AWS::CodeDeploy::DeploymentGroup";
    private static final String ALIAS = "AWS::Lambda::Alias";

    private final ServicesTemplate prod = ServicesTemplate.of(Combination.PROD.withProxy(true));

    @Test
    void newVersionOfAServiceGetsATenthOfTheRequestsFirst() {
        assertThat(shifted(prod))
                .hasSize(6)
                .allSatisfy(alias -> assertThat(
                                group(alias).path("DeploymentConfigName").asText())
                        .isEqualTo("CodeDeployDefault.LambdaCanary10Percent10Minutes"));
    }

    @Test
    void versionThatAlarmsIsTakenBack() {
        assertThat(shifted(prod)).allSatisfy(alias -> {
            JsonNode group = group(alias);
            assertThat(group.path("AutoRollbackConfiguration")).isEqualTo(json("""
                            {"Enabled": true,
                             "Events": ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST", "DEPLOYMENT_STOP_ON_ALARM"]}
                            """));
            assertThat(group.at("/AlarmConfiguration/Enabled").asBoolean()).isTrue();
            assertThat(alarmsOf(group)).containsExactly(function(alias) + "-errors", function(alias) + "-failures");
        });
    }

    /** Or it would be over before its alarm can say so. */
    @Test
    void alarmThatTakesBackLooksAtMinutes() {
        assertThat(List.of("owners-errors", "owners-failures"))
                .allSatisfy(name -> assertThat(prod.alarm("barkbase-prod-" + name)
                                        .path("Period")
                                        .asInt()
                                * prod.alarm("barkbase-prod-" + name)
                                        .path("EvaluationPeriods")
                                        .asInt())
                        .isEqualTo(60));
    }

    @Test
    void migrateIsNotHeldBack() {
        assertThat(prod.ofFunction(ALIAS, "migrate").getValue().has("UpdatePolicy"))
                .isFalse();
    }

    @Test
    void devTakesANewVersionAtOnce() {
        ServicesTemplate dev = ServicesTemplate.of(Combination.DEV);

        assertThat(shifted(dev)).isEmpty();
        assertThat(dev.all(GROUP)).isEmpty();
    }

    private static List<Entry<String, JsonNode>> shifted(ServicesTemplate template) {
        return template.all(ALIAS).stream()
                .filter(alias -> alias.getValue().has("UpdatePolicy"))
                .toList();
    }

    private JsonNode group(Entry<String, JsonNode> alias) {
        String id = alias.getValue()
                .at("/UpdatePolicy/CodeDeployLambdaAliasUpdate/DeploymentGroupName/Ref")
                .asText();
        JsonNode group = prod.template().path("Resources").path(id);
        assertThat(group.path("Type").asText()).isEqualTo(GROUP);
        return group.path("Properties");
    }

    private List<String> alarmsOf(JsonNode group) {
        return group.at("/AlarmConfiguration/Alarms")
                .valueStream()
                .map(alarm -> prod.template()
                        .path("Resources")
                        .path(alarm.at("/Name/Ref").asText())
                        .at("/Properties/AlarmName")
                        .asText())
                .toList();
    }

    private String function(Entry<String, JsonNode> alias) {
        String id = alias.getValue().at("/Properties/FunctionName/Ref").asText();
        return prod.template()
                .path("Resources")
                .path(id)
                .at("/Properties/FunctionName")
                .asText();
    }
}
