package com.barkbase.cdk;

import static com.barkbase.cdk.SynthesisedStack.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.App;

/** The functions as they are deployed, in dev and with a proxy in prod. */
class ServicesStackTest {
    private final ServicesTemplate dev = ServicesTemplate.of(Combination.DEV);
    private final ServicesTemplate prod = ServicesTemplate.of(Combination.PROD.withProxy(true));

    @ParameterizedTest
    @EnumSource
    void functionRunsOurJavaWithTheLayerAndLogsInJson(Service service) {
        JsonNode function = prod.function(service.id()).getValue().path("Properties");

        assertThat(function.path("FunctionName").asText()).isEqualTo("barkbase-prod-" + service.id());
        assertThat(function.path("Runtime").asText()).isEqualTo("java25");
        assertThat(function.path("Architectures")).isEqualTo(json("[\"arm64\"]"));
        assertThat(function.path("Handler").asText()).isEqualTo(service.handler());
        assertThat(function.path("MemorySize").asInt()).isEqualTo(service.megabytes());
        assertThat(function.path("Timeout").asInt()).isEqualTo(service.seconds());
        assertThat(prod.parameter(function.at("/Layers/0"))).isEqualTo("/barkbase/prod/layers/db-layer-arn");
        assertThat(function.path("Layers")).hasSize(1);
        assertThat(function.at("/LoggingConfig/LogFormat").asText()).isEqualTo("JSON");
        assertThat(function.at("/TracingConfig/Mode").asText()).isEqualTo("Active");
        assertThat(function.toString()).doesNotContain("TieredStopAtLevel");
    }

    @ParameterizedTest
    @EnumSource
    void functionIsInThePrivateSubnetsAndTheAppsSecurityGroup(Service service) {
        JsonNode vpc = prod.function(service.id()).getValue().at("/Properties/VpcConfig");

        assertThat(vpc.path("SecurityGroupIds")).hasSize(1);
        assertThat(prod.parameter(vpc.at("/SecurityGroupIds/0"))).isEqualTo("/barkbase/prod/network/app-sg-id");
        assertThat(vpc.path("SubnetIds").valueStream())
                .extracting(subnet -> prod.parameter(subnet.at("/Fn::Select/1/Fn::Split/1")))
                .containsExactly(
                        "/barkbase/prod/network/private-subnet-ids", "/barkbase/prod/network/private-subnet-ids");
    }

    @ParameterizedTest
    @EnumSource
    void functionLogsInAPlaceOfItsOwnThatEnds(Service service) {
        String group = prod.function(service.id())
                .getValue()
                .at("/Properties/LoggingConfig/LogGroup/Ref")
                .asText();
        JsonNode logs = prod.template().path("Resources").path(group);

        assertThat(logs.at("/Properties/LogGroupName").asText()).isEqualTo("/aws/lambda/barkbase-prod-" + service.id());
        assertThat(logs.at("/Properties/RetentionInDays").asInt()).isEqualTo(365);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MIGRATE")
    void functionLogsInAsTheServicesAndMayReadThatSecretAlone(Service service) {
        JsonNode variables = variables(prod, service);

        assertThat(prod.parameter(variables.path("DB_SECRET_NAME"))).isEqualTo("/barkbase/prod/db/app-secret-arn");
        assertThat(secretsRead(service)).containsExactly("/barkbase/prod/db/app-secret-arn");
    }

    @Test
    void migrateLogsInAsTheOwnerAndMayReadBothSecrets() {
        JsonNode variables = variables(prod, Service.MIGRATE);

        assertThat(prod.parameter(variables.path("DB_SECRET_NAME"))).isEqualTo("/barkbase/prod/db/secret-arn");
        assertThat(prod.parameter(variables.path("SERVICE_SECRET_NAME"))).isEqualTo("/barkbase/prod/db/app-secret-arn");
        assertThat(secretsRead(Service.MIGRATE))
                .containsExactly("/barkbase/prod/db/secret-arn", "/barkbase/prod/db/app-secret-arn");
    }

    /** Exactly these, on exactly the secret's ARN; all else that a role may do concerns no data. */
    @ParameterizedTest
    @EnumSource
    void roleMayDoNothingElse(Service service) {
        assertThat(prod.statements(service.id())).allSatisfy(statement -> {
            List<String> actions = actions(statement);
            if (actions.getFirst().startsWith("secretsmanager:")) {
                assertThat(actions).containsExactly("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret");
                assertThat(statement.toString()).doesNotContain("*");
            } else {
                assertThat(actions).allMatch(action -> action.matches("(logs|xray):(Put|CreateLogStream).*|ec2:.*"));
            }
        });
        assertThat(prod.all("AWS::IAM::Role"))
                .filteredOn(role -> role.getKey().startsWith(service.id().replace("-", "")))
                .singleElement()
                .satisfies(role -> assertThat(role.getValue().at("/Properties/ManagedPolicyArns"))
                        .isEmpty());
    }

    /** Lambda needs them to put the function into the VPC; whoever has stolen its credentials does not. */
    @ParameterizedTest
    @EnumSource
    void codeInTheFunctionMayNotTouchTheNetwork(Service service) {
        assertThat(prod.statements(service.id()))
                .filteredOn(statement -> statement.path("Effect").asText().equals("Deny"))
                .singleElement()
                .satisfies(denied -> {
                    assertThat(actions(denied)).allMatch(action -> action.startsWith("ec2:"));
                    assertThat(denied.at("/Condition/ArnEquals/lambda:SourceFunctionArn")
                                    .toString())
                            .endsWith(":function:barkbase-prod-" + service.id() + "\"]]}");
                });
    }

    @Test
    void variablesAreThoseOfTheHelperWithTheSecretThePoolAndTheProxy() {
        JsonNode variables = variables(prod, Service.PETS);

        assertThat(Stream.of("BARKBASE_ENV", "AWS_NODEJS_CONNECTION_REUSE_ENABLED", "DB_POOL_MAX")
                        .map(name -> variables.path(name).asText()))
                .containsExactly("prod", "1", "1");
        assertThat(prod.parameter(variables.path("DB_NAME"))).isEqualTo("/barkbase/prod/db/name");
        assertThat(prod.parameter(variables.path("DB_PROXY_ENDPOINT"))).isEqualTo("/barkbase/prod/db/proxy-endpoint");
        assertThat(variables(dev, Service.PETS).has("DB_PROXY_ENDPOINT")).isFalse();
        assertThat(variables(prod, Service.MIGRATE).path("DB_POOL_MAX").asText())
                .isEqualTo("2");
    }

    /** Who waits for a function gets one that has begun; nobody waits for the migrations' first second. */
    @ParameterizedTest
    @EnumSource
    void publishedVersionIsASnapshot(Service service) {
        assertThat(prod.function(service.id())
                        .getValue()
                        .at("/Properties/SnapStart/ApplyOn")
                        .asText())
                .isEqualTo(service == Service.MIGRATE ? "" : "PublishedVersions");
    }

    @Test
    void concurrencyIsReservedAsTheTableSays() {
        assertThat(prod.function("pets")
                        .getValue()
                        .at("/Properties/ReservedConcurrentExecutions")
                        .asInt())
                .isEqualTo(Environment.PROD.reservedConcurrency().get("pets"));
        assertThat(dev.properties("AWS::Lambda::Function"))
                .noneMatch(function -> function.has("ReservedConcurrentExecutions"));
        assertThat(Environment.PROD.reservedConcurrency().keySet())
                .isSubsetOf(Stream.of(Service.values()).map(Service::id).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aliasLiveIsTheNewestVersionAndItsArnIsInParameterStore(Service service) {
        var version = prod.ofFunction("AWS::Lambda::Version", service.id());
        var alias = prod.ofFunction("AWS::Lambda::Alias", service.id());
        String parameter = "/barkbase/prod/functions/" + service.id() + "-arn";

        assertThat(alias.getValue().at("/Properties/Name").asText()).isEqualTo("live");
        assertThat(alias.getValue()
                        .at("/Properties/FunctionVersion/Fn::GetAtt/0")
                        .asText())
                .isEqualTo(version.getKey());
        assertThat(version.getValue().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(prod.only(
                                "AWS::SSM::Parameter",
                                candidate -> candidate.path("Name").asText().equals(parameter))
                        .getValue()
                        .at("/Properties/Value/Ref")
                        .asText())
                .isEqualTo(alias.getKey());
    }

    @Test
    void databaseIsCheckedEveryFiveMinutesThroughTheAlias() {
        JsonNode rule = prod.properties("AWS::Events::Rule").getFirst();

        assertThat(rule.path("ScheduleExpression").asText()).isEqualTo("rate(5 minutes)");
        assertThat(rule.at("/Targets/0/Arn/Ref").asText())
                .isEqualTo(
                        prod.ofFunction("AWS::Lambda::Alias", "db-healthcheck").getKey());
    }

    @Test
    void nothingIsImportedFromAnotherStack() {
        assertThat(prod.template().toString()).doesNotContain("Fn::ImportValue");
    }

    @Test
    void unbuiltServicesAreToldWithTheCommandThatBuildsThem(@TempDir Path folder) throws IOException {
        SourceTree tree = TemporaryTree.in(folder);
        Files.delete(tree.servicesZip());

        assertThatThrownBy(() -> new ServicesStack(new App(), Combination.DEV, tree))
                .isInstanceOf(SynthesisException.class)
                .hasMessage(
                        "The services are not built, there is no " + tree.servicesZip() + ": run ./barkbase build.");
    }

    private static JsonNode variables(ServicesTemplate template, Service service) {
        return template.function(service.id()).getValue().at("/Properties/Environment/Variables");
    }

    private List<String> secretsRead(Service service) {
        return prod.statements(service.id()).stream()
                .filter(statement -> actions(statement).getFirst().startsWith("secretsmanager:"))
                .map(statement -> prod.parameter(statement.path("Resource")))
                .toList();
    }

    private static List<String> actions(JsonNode statement) {
        JsonNode action = statement.path("Action");
        return action.isTextual()
                ? List.of(action.asText())
                : action.valueStream().map(JsonNode::asText).toList();
    }
}
