package com.barkbase.cdk;

import java.util.List;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * How our stacks hand each other values: Systems Manager's parameters, which CloudFormation reads at each deploy. An
 * export that is imported could no longer change.
 *
 * @param scope within a stack, which reads each parameter once
 */
record ParameterStore(Construct scope, Environment environment) {

    String value(String path) {
        return StringParameter.valueForStringParameter(scope, environment.parameterName(path));
    }

    /** One for each of the environment's zones: the CDK takes no list whose length it doesn't know. */
    List<String> values(String path) {
        return Fn.split(",", value(path), environment.zones());
    }

    /** To put things into, not to add rules to: a rule here would make two stacks depend on each other. */
    ISecurityGroup securityGroup(String id, String path) {
        return SecurityGroup.fromSecurityGroupId(
                scope,
                id,
                value(path),
                SecurityGroupImportOptions.builder().mutable(false).build());
    }
}
