package com.barkbase.cdk;

import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * What the services stand on, the same whether this app deployed it or someone else: its values come from Parameter
 * Store at each deploy. So no stack imports another's export, which could then no longer change, and the stacks below
 * must be deployed first ({@link BarkbaseApp} says so to the CDK).
 */
public final class Phase1 {
    private final Construct scope;
    private final Deployment deployment;
    private final ParameterStore parameters;
    private final IVpc vpc;
    private final ISecurityGroup appSecurityGroup;
    private final ISecret ownerSecret;
    private final ISecret serviceSecret;

    /** For one stack, which reads each value once. */
    public Phase1(Stack stack, Deployment deployment) {
        scope = new Construct(stack, "Phase1");
        this.deployment = deployment;
        parameters = new ParameterStore(scope, deployment.environment());
        vpc = vpc();
        appSecurityGroup = parameters.securityGroup("AppSecurityGroup", "network/app-sg-id");
        ownerSecret = Secret.fromSecretCompleteArn(scope, "OwnerSecret", parameters.value("db/secret-arn"));
        serviceSecret = Secret.fromSecretCompleteArn(scope, "ServiceSecret", parameters.value("db/app-secret-arn"));
    }

    public IVpc network() {
        return vpc;
    }

    /** Where functions run. */
    public SubnetSelection privateSubnets() {
        return SubnetSelection.builder().subnets(vpc.getPrivateSubnets()).build();
    }

    /** Reaches the database, or the proxy before it, and whatever is outside. */
    public ISecurityGroup appSecurityGroup() {
        return appSecurityGroup;
    }

    /** The login of {@code barkbase_admin}, who owns the schema: for migrations alone. */
    public ISecret ownerSecret() {
        return ownerSecret;
    }

    /** The login of {@code barkbase_app}, as whom the services run. */
    public ISecret serviceSecret() {
        return serviceSecret;
    }

    public String databaseHost() {
        return parameters.value("db/host");
    }

    public String databasePort() {
        return parameters.value("db/port");
    }

    public String databaseName() {
        return parameters.value("db/name");
    }

    /** RDS's name for the instance, or for the cluster where the engine is Aurora. */
    public String databaseIdentifier() {
        return deployment.environment().resourceName("postgres");
    }

    /** The value of {@code DB_PROXY_ENDPOINT}, where there is a proxy. */
    public Optional<String> proxyEndpoint() {
        return deployment.proxy() ? Optional.of(parameters.value("db/proxy-endpoint")) : Optional.empty();
    }

    private IVpc vpc() {
        IVpc imported = Vpc.fromVpcAttributes(
                scope,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId(parameters.value("network/vpc-id"))
                        .availabilityZones(parameters.values("network/availability-zones"))
                        .privateSubnetIds(parameters.values("network/private-subnet-ids"))
                        .build());
        Annotations.of(imported).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId", "Nobody reads them.");
        return imported;
    }
}
