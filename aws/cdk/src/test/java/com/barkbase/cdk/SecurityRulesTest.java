package com.barkbase.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.cxapi.SynthesisMessage;
import software.amazon.awscdk.services.s3.Bucket;

/** AWS's rules for secure solutions, as cdk-nag checks them, on every stack of every combination. */
class SecurityRulesTest {

    /**
     * What is known and stays.
     *
     * @param rule with the finding in brackets, where the rule has several
     * @param where a regular expression of the construct's path below its stack
     */
    private record Accepted(String rule, String where, String reason) {
        boolean covers(SynthesisMessage message) {
            String path = message.getId().replaceFirst("^/Barkbase-\\w+Stack-\\w+/", "");
            return text(message).startsWith("AwsSolutions-" + rule) && path.matches(where);
        }
    }

    private static final List<Accepted> ACCEPTED = List.of(
            new Accepted(
                    "RDS3",
                    "Postgres/Instance/Resource",
                    "dev and staging have one server: an hour without is cheaper."),
            new Accepted(
                    "RDS10", "(Postgres/Instance|Aurora/Cluster)/Resource", "dev and staging are made to be deleted."),
            new Accepted(
                    "RDS11",
                    "(Postgres/Instance|Aurora/Cluster)/Resource",
                    "5432 is what people rely on; hiding is no lock."),
            new Accepted(
                    "RDS6", "Aurora/Cluster/Resource", "Logins are passwords that rotate, the same for both engines."),
            new Accepted(
                    "EC28", "Vpc/PublicSubnet1/NatInstance/Resource", "Watching it closely costs as much as it does."),
            new Accepted(
                    "EC29", "Vpc/PublicSubnet1/NatInstance/Resource", "It keeps nothing: what is lost is made anew."),
            new Accepted(
                    "IAM5[Resource::*]",
                    "[a-z-]+/Role/DefaultPolicy/Resource",
                    "A function's interfaces and traces have no names yet; its code is denied the first."),
            new Accepted(
                    "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]",
                    "Canary/Role/Resource",
                    "What CodeDeploy needs to move an alias is AWS's to say."));

    @ParameterizedTest
    @FieldSource("com.barkbase.cdk.Combination#SUPPORTED")
    void noRuleIsBrokenThatIsNotAcceptedWithAReason(Deployment deployment) {
        assertThat(Combination.of(deployment).messages())
                .filteredOn(message -> ACCEPTED.stream().noneMatch(accepted -> accepted.covers(message)))
                .extracting(message -> message.getId() + " " + text(message))
                .isEmpty();
    }

    @Test
    void nothingIsAcceptedThatNoStackDoes() {
        List<SynthesisMessage> messages = Combination.SUPPORTED.stream()
                .flatMap(deployment -> Combination.of(deployment).messages().stream())
                .toList();

        assertThat(ACCEPTED)
                .allSatisfy(accepted -> assertThat(messages).as("%s", accepted).anyMatch(accepted::covers));
    }

    @Test
    void brokenOneIsFound() {
        App app = new App();
        Stack careless = new Stack(app, "Careless");
        new Bucket(careless, "Open");
        Aspects.of(app).add(new AwsSolutionsChecks());

        Annotations.fromStack(careless).hasError("*", Match.stringLikeRegexp("AwsSolutions-S1: .*"));
    }

    private static String text(SynthesisMessage message) {
        return Objects.toString(message.getEntry().getData(), "");
    }
}
