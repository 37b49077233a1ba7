package com.barkbase.cdk;

import static com.barkbase.cdk.Combination.DEV;
import static com.barkbase.cdk.Combination.PROD;
import static com.barkbase.cdk.SynthesisedStack.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetworkStackTest {
    private static final String ENDPOINT = "AWS::EC2::VPCEndpoint";
    private static final String NAT_GATEWAY = "AWS::EC2::NatGateway";

    @Test
    void hasThreeKindsOfSubnetsInEachOfTwoZones() {
        SynthesisedStack stack = network(DEV);

        assertThat(stack.only("AWS::EC2::VPC").at("/Properties/CidrBlock").asText())
                .isEqualTo("10.0.0.0/16");
        assertThat(stack.all("AWS::EC2::Subnet"))
                .extracting(
                        subnet -> subnet.path("CidrBlock").asText(),
                        subnet -> subnet.path("AvailabilityZone")
                                .at("/Fn::Select/0")
                                .asInt())
                .containsExactlyInAnyOrder(
                        tuple("10.0.0.0/24", 0),
                        tuple("10.0.1.0/24", 1),
                        tuple("10.0.2.0/24", 0),
                        tuple("10.0.3.0/24", 1),
                        tuple("10.0.4.0/24", 0),
                        tuple("10.0.5.0/24", 1));
    }

    @Test
    void tellsWhatOthersRelyOn() {
        SynthesisedStack stack = network(DEV);

        assertThat(stack.template().path("Outputs").propertyStream())
                .extracting(output -> output.getKey())
                .containsExactlyInAnyOrder(
                        "VpcId",
                        "VpcCidr",
                        "PrivateSubnetIds",
                        "IsolatedSubnetIds",
                        "PublicSubnetIds",
                        "AppSecurityGroupId",
                        "DatabaseSecurityGroupId");
        assertThat(stack.parameters())
                .containsKeys(
                        "/barkbase/dev/network/vpc-id",
                        "/barkbase/dev/network/private-subnet-ids",
                        "/barkbase/dev/network/availability-zones",
                        "/barkbase/dev/network/app-sg-id",
                        "/barkbase/dev/network/db-sg-id");
    }

    @Test
    void databaseIsReachedByFunctionsRotationAndProxyAndReachesNobody() {
        SynthesisedStack stack = network(DEV.withProxy(true));

        assertThat(rulesInto(stack, "Database")).containsExactlyInAnyOrder("App 5432", "Rotation 5432", "Proxy 5432");
        assertThat(rulesInto(stack, "Proxy")).containsExactly("App 5432");
        assertThat(rulesInto(stack, "App")).isEmpty();
        assertThat(group(stack, "Database").path("SecurityGroupEgress")).isEqualTo(json("""
                [{"CidrIp": "255.255.255.255/32", "Description": "Disallow all traffic",
                  "FromPort": 252, "IpProtocol": "icmp", "ToPort": 86}]"""));
        assertThat(stack.all("AWS::EC2::SecurityGroupEgress"))
                .noneMatch(rule -> rule.path("GroupId").toString().contains("DatabaseSecurityGroup"));
    }

    @Test
    void hasNoProxysGroupWithoutProxy() {
        assertThat(rulesInto(network(DEV), "Database")).containsExactlyInAnyOrder("App 5432", "Rotation 5432");
    }

    @Test
    void rejectedTrafficIsLoggedForAsLongAsTheEnvironmentSays() {
        assertThat(network(DEV)
                        .only("AWS::EC2::FlowLog")
                        .at("/Properties/TrafficType")
                        .asText())
                .isEqualTo("REJECT");
        assertThat(network(DEV)
                        .only("AWS::Logs::LogGroup")
                        .at("/Properties/RetentionInDays")
                        .asInt())
                .isEqualTo(7);
        assertThat(network(PROD)
                        .only("AWS::Logs::LogGroup")
                        .at("/Properties/RetentionInDays")
                        .asInt())
                .isEqualTo(365);
    }

    @Test
    void withoutNatSecretsManagerIsReachedThroughOneEndpointInOneZone() {
        SynthesisedStack stack = network(DEV);

        assertThat(stack.all(ENDPOINT))
                .extracting(NetworkStackTest::service)
                .containsExactlyInAnyOrder("s3", "secretsmanager");
        assertThat(stack.all(ENDPOINT))
                .filteredOn(
                        endpoint -> endpoint.path("VpcEndpointType").asText().equals("Interface"))
                .singleElement()
                .satisfies(endpoint -> assertThat(endpoint.path("SubnetIds")).hasSize(1))
                .satisfies(endpoint -> assertThat(
                                endpoint.path("PrivateDnsEnabled").asBoolean())
                        .isTrue());
        assertThat(rulesInto(stack, "Endpoint")).containsExactlyInAnyOrder("App 443", "Rotation 443");
        assertThat(stack.all(NAT_GATEWAY)).isEmpty();
        assertThat(stack.all("AWS::EC2::Instance")).isEmpty();
    }

    @Test
    void natInstanceIsEncryptedNeedsTokensAndServesOurGroupsAlone() {
        SynthesisedStack stack = network(DEV.withNat(Nat.INSTANCE));
        JsonNode instance = stack.only("AWS::EC2::Instance").path("Properties");

        assertThat(instance.path("InstanceType").asText()).isEqualTo("t4g.nano");
        assertThat(instance.path("SourceDestCheck").asBoolean()).isFalse();
        assertThat(instance.at("/MetadataOptions/HttpTokens").asText()).isEqualTo("required");
        assertThat(instance.at("/BlockDeviceMappings/0/Ebs/Encrypted").asBoolean())
                .isTrue();
        assertThat(rulesInto(stack, "Nat")).containsExactlyInAnyOrder("App all", "Rotation 443");
        assertThat(stack.all(ENDPOINT)).extracting(NetworkStackTest::service).containsExactly("s3");
        assertThat(stack.all(NAT_GATEWAY)).isEmpty();
    }

    @Test
    void natGatewayIsOneInDevAndOneInEachZoneInProd() {
        assertThat(network(DEV.withNat(Nat.GATEWAY)).all(NAT_GATEWAY)).hasSize(1);
        assertThat(network(PROD).all(NAT_GATEWAY)).hasSize(2);
        assertThat(network(PROD).all(ENDPOINT))
                .extracting(NetworkStackTest::service)
                .containsExactly("s3");
    }

    @Test
    void templatesAreTheSameWhetherTheAccountIsKnownOrNot() {
        assertThat(network(DEV).template().at("/Parameters").toString()).doesNotContain("availability-zone");
        assertThat(Combination.of(DEV).messages())
                .noneMatch(message ->
                        Objects.toString(message.getEntry().getData(), "").contains("availability-zones"));
    }

    private static SynthesisedStack network(Deployment deployment) {
        return Combination.of(deployment).stack("Network");
    }

    private static JsonNode group(SynthesisedStack stack, String name) {
        return stack.template()
                .path("Resources")
                .propertyStream()
                .filter(resource -> resource.getKey().startsWith(name + "SecurityGroup"))
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::EC2::SecurityGroup"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .path("Properties");
    }

    private static List<String> rulesInto(SynthesisedStack stack, String name) {
        return stack.all("AWS::EC2::SecurityGroupIngress").stream()
                .filter(rule -> rule.at("/GroupId/Fn::GetAtt/0").asText().contains(name + "SecurityGroup"))
                .map(rule ->
                        rule.at("/SourceSecurityGroupId/Fn::GetAtt/0").asText().replaceFirst("SecurityGroup.*", "")
                                + " "
                                + (rule.has("FromPort") ? rule.path("FromPort").asText() : "all"))
                .toList();
    }

    private static String service(JsonNode endpoint) {
        return Stream.of("s3", "secretsmanager")
                .filter(name -> endpoint.path("ServiceName").toString().contains("." + name + "\""))
                .findFirst()
                .orElseThrow();
    }
}
