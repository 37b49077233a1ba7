package com.barkbase.cdk;

import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule.HostedRotationLambdaProperty;
import software.amazon.awscdk.services.secretsmanager.CfnRotationSchedule.RotationRulesProperty;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * A role of PostgreSQL and its password, in Secrets Manager. What is generated must not change: CloudFormation would
 * make a new password, and the database would keep the old one.
 */
final class Login extends Construct {
    private static final int PASSWORD_LENGTH = 40;

    private final Environment environment;
    private final String id;
    private final Secret secret;

    private Login(Construct scope, String id, Environment environment, String path, String role) {
        super(scope, id);
        this.id = id;
        this.environment = environment;
        secret = Secret.Builder.create(this, "Secret")
                .secretName(environment.secretName(path))
                .description("Login of " + role)
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate(knownFields(role))
                        .generateStringKey("password")
                        .passwordLength(PASSWORD_LENGTH)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(environment.removalPolicy())
                .build();
    }

    /** Of {@code barkbase_admin}, who owns the schema. */
    static Login ofOwner(Construct scope, Environment environment) {
        return new Login(scope, "Owner", environment, "postgres/credentials", DatabaseStack.OWNER);
    }

    /** Of {@code barkbase_app}, as whom the services run. */
    static Login ofServices(Construct scope, Environment environment) {
        return new Login(scope, "Service", environment, "postgres/app", DatabaseStack.SERVICE);
    }

    Secret secret() {
        return secret;
    }

    /**
     * By AWS's own function, on a schedule, and not when this is deployed: the role may not be there yet.
     *
     * @param attachedArn of the secret, once its server's host is in it
     * @param subnetIds from which the server and Secrets Manager can be reached
     */
    void rotate(String attachedArn, List<String> subnetIds, ISecurityGroup securityGroup) {
        CfnRotationSchedule.Builder.create(this, "Rotation")
                .secretId(attachedArn)
                .hostedRotationLambda(HostedRotationLambdaProperty.builder()
                        .rotationType("PostgreSQLSingleUser")
                        .rotationLambdaName(environment.resourceName("rotate-" + id.toLowerCase(Locale.ROOT)))
                        .vpcSubnetIds(String.join(",", subnetIds))
                        .vpcSecurityGroupIds(securityGroup.getSecurityGroupId())
                        .excludeCharacters("/@\"'\\ :;`$&|<>")
                        .build())
                .rotationRules(RotationRulesProperty.builder()
                        .scheduleExpression("rate(" + environment.rotationDays() + " days)")
                        .build())
                .rotateImmediatelyOnUpdate(false)
                .build();
        // Makes CloudFormation write the function, in a stack of its own below this one.
        Stack.of(this).addTransform("AWS::SecretsManager-2024-09-16");
    }

    /** The host is added when the secret is attached to a server. */
    private String knownFields(String role) {
        return ("{\"username\":\"%s\",\"engine\":\"postgres\",\"port\":%d,\"dbname\":\"%s\","
                        + "\"dbInstanceIdentifier\":\"%s\"}")
                .formatted(role, DatabaseStack.PORT, DatabaseStack.DATABASE, environment.resourceName("postgres"));
    }
}
