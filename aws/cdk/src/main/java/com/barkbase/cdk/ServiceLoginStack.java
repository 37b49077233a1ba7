package com.barkbase.cdk;

import software.amazon.awscdk.App;
import software.amazon.awscdk.services.secretsmanager.CfnSecretTargetAttachment;

/**
 * What a Phase 1 of someone else lacks: the services' own login. It rotates as a function among the services, since
 * their security group is the one that reaches such a database.
 */
public final class ServiceLoginStack extends BarkbaseStack {

    public ServiceLoginStack(App app, Deployment deployment) {
        super(app, "ServiceLogin", deployment.environment(), "the services' login to an existing database");
        Login login = Login.ofServices(this, target());
        CfnSecretTargetAttachment attachment = CfnSecretTargetAttachment.Builder.create(this, "Attachment")
                .secretId(login.secret().getSecretArn())
                .targetType("AWS::RDS::DBInstance")
                .targetId(target().resourceName("postgres"))
                .build();
        ParameterStore parameters = new ParameterStore(this, target());
        login.rotate(
                attachment.getRef(),
                parameters.values("network/private-subnet-ids"),
                parameters.securityGroup("AppSecurityGroup", "network/app-sg-id"));
        parameter("db/app-secret-arn", attachment.getRef());
        parameter("db/app-secret-name", target().secretName("postgres/app"));
    }
}
