package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** What holds for all stacks of every combination that can be deployed. */
class CombinationTest {

    /** Properties by which AWS knows a resource in the whole account or region. */
    private static final List<String> NAMES = List.of(
            "ApplicationName",
            "DashboardName",
            "DBClusterIdentifier",
            "DBInstanceIdentifier",
            "DBProxyName",
            "FunctionName",
            "GroupName",
            "LayerName",
            "LogGroupName",
            "Name",
            "RotationLambdaName",
            "TopicName");

    /** An alias is named within its function, a metric of an alarm within its namespace. */
    private static final List<String> NAMED_WITHIN = List.of("AWS::Lambda::Alias", "AWS::CloudWatch::Alarm");

    @ParameterizedTest
    @FieldSource("com.barkbase.cdk.Combination#SUPPORTED")
    void nothingIsOpenUnencryptedUntaggedOrTooGenerousWithSecrets(Deployment deployment) {
        assertThat(Combination.of(deployment).stacks())
                .allSatisfy(stack ->
                        assertThat(TemplateRules.broken(stack.template())).isEmpty());
    }

    @Test
    void carelessStackBreaksEachOfThoseRules() {
        Stack careless = new Stack(new App(), "Careless");
        resource(
                careless,
                "Group",
                "AWS::EC2::SecurityGroup",
                Map.of(
                        "GroupDescription",
                        "All",
                        "SecurityGroupIngress",
                        List.of(Map.of("IpProtocol", "-1", "CidrIp", "0.0.0.0/0"))));
        resource(careless, "Rule", "AWS::EC2::SecurityGroupIngress", Map.of("IpProtocol", "-1", "CidrIpv6", "::/0"));
        resource(careless, "Database", "AWS::RDS::DBInstance", Map.of("DBInstanceClass", "db.t4g.micro"));
        resource(
                careless,
                "Plain",
                "AWS::RDS::DBCluster",
                Map.of("Engine", "aurora-postgresql", "StorageEncrypted", false));
        resource(careless, "AnyAction", "AWS::IAM::Policy", policy("secretsmanager:*", "arn:aws:secretsmanager:one"));
        resource(careless, "AnySecret", "AWS::IAM::Policy", policy("secretsmanager:GetSecretValue", "*"));
        CloudAssembly assembly = App.of(careless).synth();

        assertThat(TemplateRules.broken(SynthesisedStack.of(careless, assembly).template()))
                .containsExactlyInAnyOrder(
                        "open to the world: Group",
                        "not tagged: Group",
                        "open to the world: Rule",
                        "not encrypted: Database",
                        "not tagged: Database",
                        "not encrypted: Plain",
                        "not tagged: Plain",
                        "wildcard on a secret: AnyAction",
                        "wildcard on a secret: AnySecret");
    }

    @ParameterizedTest
    @FieldSource("com.barkbase.cdk.Combination#SUPPORTED")
    void noStackImportsAnothersExportAndEachExportIsNamedAfterItsStack(Deployment deployment) {
        assertThat(Combination.of(deployment).stacks()).allSatisfy(stack -> {
            assertThat(stack.template().toString()).doesNotContain("Fn::ImportValue");
            assertThat(stack.template().path("Outputs").propertyStream())
                    .allSatisfy(output -> assertThat(
                                    output.getValue().at("/Export/Name").asText())
                            .isEqualTo(stack.name() + "-" + output.getKey()));
        });
    }

    @ParameterizedTest
    @FieldSource("com.barkbase.cdk.Combination#SUPPORTED")
    void eachStackIsDeployedAfterThoseThatItReads(Deployment deployment) {
        Set<String> written = new HashSet<>();
        Set<String> deployed = new HashSet<>();
        for (SynthesisedStack stack : Combination.of(deployment).stacks()) {
            assertThat(deployed).containsAll(dependencies(stack));
            if (deployment.phase1() == Phase1Owner.OWN) {
                assertThat(written).containsAll(read(stack, deployment.environment()));
            }
            deployed.add(stack.name());
            written.addAll(stack.parameters().keySet());
        }
        assertThat(dependencies(Combination.of(deployment).stack("SharedResources")))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("com.barkbase.cdk.Combination#SUPPORTED")
    void everythingIsNamedOnceAndAfterItsEnvironment(Deployment deployment) {
        List<String> names = Combination.of(deployment).stacks().stream()
                .flatMap(CombinationTest::names)
                .toList();

        assertThat(names)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name)
                        .containsPattern(
                                "[ /]barkbase[-/]" + deployment.environment().id() + "[-/]"));
    }

    private static Stream<String> names(SynthesisedStack stack) {
        return stack.template()
                .path("Resources")
                .propertyStream()
                .filter(resource ->
                        !NAMED_WITHIN.contains(resource.getValue().path("Type").asText()))
                .flatMap(resource -> NAMES.stream()
                        .map(name -> resource.getValue().path("Properties").findValues(name))
                        .flatMap(List::stream)
                        .filter(JsonNode::isTextual)
                        .map(name -> resource.getValue().path("Type").asText() + " " + name.asText()));
    }

    private static List<String> dependencies(SynthesisedStack stack) {
        return stack.artifact().getDependencies().stream()
                .map(dependency -> dependency.getManifest().getDisplayName())
                .filter(name -> name != null && name.startsWith("Barkbase-"))
                .toList();
    }

    private static List<String> read(SynthesisedStack stack, Environment environment) {
        return stack.template()
                .path("Parameters")
                .valueStream()
                .map(parameter -> parameter.path("Default").asText())
                .filter(name -> name.startsWith(environment.parameterName("")))
                .toList();
    }

    private static void resource(Stack stack, String id, String type, Map<String, Object> properties) {
        CfnResource.Builder.create(stack, id).type(type).properties(properties).build();
    }

    private static Map<String, Object> policy(String action, String resource) {
        return Map.of(
                "PolicyName",
                "Generous",
                "PolicyDocument",
                Map.of("Statement", List.of(Map.of("Effect", "Allow", "Action", action, "Resource", resource))));
    }
}
