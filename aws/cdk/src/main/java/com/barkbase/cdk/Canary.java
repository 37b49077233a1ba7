package com.barkbase.cdk;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.LambdaApplication;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * Gives a new version a tenth of the requests for ten minutes, and takes it back where one of its alarms fires; the
 * deploy then fails, and all of the stack goes back to what it was.
 */
final class Canary extends Construct {
    private final LambdaApplication application;
    private final Role role;

    Canary(Construct scope, Environment environment) {
        super(scope, "Canary");
        application = LambdaApplication.Builder.create(this, "Application")
                .applicationName(environment.resourceName("services"))
                .build();
        role = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("codedeploy.amazonaws.com"))
                .managedPolicies(List.of(
                        ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSCodeDeployRoleForLambdaLimited")))
                .build();
    }

    void shift(ServiceFunction function, List<Alarm> takeBack) {
        LambdaDeploymentGroup.Builder.create(this, function.service().id())
                .application(application)
                .role(role)
                .alias(function.live())
                .deploymentConfig(LambdaDeploymentConfig.CANARY_10_PERCENT_10_MINUTES)
                .alarms(takeBack)
                .autoRollback(AutoRollbackConfig.builder()
                        .failedDeployment(true)
                        .stoppedDeployment(true)
                        .deploymentInAlarm(true)
                        .build())
                .build();
    }
}
