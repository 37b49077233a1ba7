package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;

/** What a stack above Phase 1 sees of it, in one stack that has a role which may read a secret. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Phase1Test {
    private final App app =
            App.Builder.create().context(SourceTree.here().context()).build();
    private final BarkbaseStack stack = new BarkbaseStack(app, "Above", Environment.DEV, "A stack above Phase 1") {};
    private final Phase1 phase1 =
            new Phase1(stack, Deployment.of(Environment.DEV).withProxy(true));
    private SynthesisedStack synthesised = new SynthesisedStack(null, null);

    @BeforeAll
    void synthesise() {
        Role role = Role.Builder.create(stack, "Reader")
                .assumedBy(new AccountRootPrincipal())
                .build();
        phase1.serviceSecret().grantRead(role);
        stack.output("Subnets", "Where functions run", String.join(",", subnets(phase1)));
        stack.output("Host", "The database's", phase1.databaseHost() + ":" + phase1.databasePort());
        stack.output("Proxy", "The proxy's", phase1.proxyEndpoint().orElseThrow());
        synthesised = SynthesisedStack.of(stack, BarkbaseApp.synthesise(app));
    }

    @Test
    void comesFromParameterStoreAndImportsNothing() {
        assertThat(synthesised.template().path("Parameters").valueStream())
                .extracting(parameter -> parameter.path("Default").asText())
                .contains(
                        "/barkbase/dev/network/vpc-id",
                        "/barkbase/dev/network/private-subnet-ids",
                        "/barkbase/dev/network/availability-zones",
                        "/barkbase/dev/network/app-sg-id",
                        "/barkbase/dev/db/secret-arn",
                        "/barkbase/dev/db/app-secret-arn",
                        "/barkbase/dev/db/host",
                        "/barkbase/dev/db/port",
                        "/barkbase/dev/db/proxy-endpoint");
        assertThat(synthesised.template().toString()).doesNotContain("Fn::ImportValue");
    }

    @Test
    void hasAPrivateSubnetInEachZone() {
        assertThat(phase1.network().getAvailabilityZones()).hasSize(2);
        assertThat(subnets(phase1)).hasSize(2);
        assertThat(synthesised.template().at("/Outputs/Subnets/Value").toString())
                .contains("Fn::Split")
                .contains("Fn::Select");
    }

    @Test
    void grantsOnASecretNameThatOneSecret() {
        JsonNode statement = synthesised.only("AWS::IAM::Policy").at("/Properties/PolicyDocument/Statement/0");

        assertThat(statement.path("Action").valueStream())
                .extracting(JsonNode::asText)
                .containsExactly("secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret");
        assertThat(statement.path("Resource").path("Ref").asText()).contains("barkbasedevdbappsecretarn");
    }

    @Test
    void databaseIsNamedAfterItsEnvironment() {
        assertThat(phase1.databaseIdentifier()).isEqualTo("barkbase-dev-postgres");
    }

    @Test
    void hasNoProxyWhereNoneWasAskedFor() {
        BarkbaseStack other = new BarkbaseStack(new App(), "Other", Environment.DEV, "A stack above Phase 1") {};

        assertThat(new Phase1(other, Deployment.of(Environment.DEV)).proxyEndpoint())
                .isEmpty();
    }

    private static List<String> subnets(Phase1 phase1) {
        return phase1.network().getPrivateSubnets().stream()
                .map(ISubnet::getSubnetId)
                .toList();
    }
}
