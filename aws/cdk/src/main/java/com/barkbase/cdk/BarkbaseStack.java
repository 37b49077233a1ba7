package com.barkbase.cdk;

import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ssm.StringParameter;

/**
 * A stack by the rules that hold for all of ours: its name, its tags, where it is deployed, how its outputs are
 * exported, and that production can't be deleted by one command.
 */
abstract class BarkbaseStack extends Stack {
    private static final String DEFAULT_REGION = "us-east-2";

    private final Environment environment;

    /** @param content what is in it, in a few words */
    BarkbaseStack(App app, String name, Environment environment, String content) {
        super(
                app,
                environment.stackId(name),
                StackProps.builder()
                        .description("BarkBase " + environment.id() + ": " + content)
                        .env(destination(System.getenv()))
                        .tags(environment.tags())
                        .terminationProtection(environment.isProtected())
                        .build());
        this.environment = environment;
        environment.tags().forEach(Tags.of(this)::add);
    }

    /** The copy of BarkBase that it belongs to; jsii has its own idea of the word environment. */
    final Environment target() {
        return environment;
    }

    /**
     * The account and region that the CDK CLI found. Without an account the templates still come out, for whichever
     * account they are deployed to.
     */
    static software.amazon.awscdk.Environment destination(Map<String, String> variables) {
        return software.amazon.awscdk.Environment.builder()
                .account(variables.get("CDK_DEFAULT_ACCOUNT"))
                .region(variables.getOrDefault("CDK_DEFAULT_REGION", DEFAULT_REGION))
                .build();
    }

    final void output(String key, String description, String value) {
        CfnOutput.Builder.create(this, key)
                .description(description)
                .value(value)
                .exportName(getStackName() + "-" + key)
                .build();
    }

    /**
     * A value for other stacks, in Parameter Store.
     *
     * @param path such as {@code db/host}
     */
    final void parameter(String path, String value) {
        StringParameter.Builder.create(this, "Parameter " + path.replace('/', ' '))
                .parameterName(environment.parameterName(path))
                .stringValue(value)
                .build();
    }
}
