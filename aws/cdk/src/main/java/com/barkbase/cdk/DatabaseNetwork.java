package com.barkbase.cdk;

import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

/** What the database's stack sees of our {@link NetworkStack}. */
final class DatabaseNetwork {
    private final ParameterStore parameters;
    private final IVpc vpc;
    private final ISecurityGroup databaseGroup;
    private final ISecurityGroup rotationGroup;

    DatabaseNetwork(Construct stack, Environment environment) {
        Construct scope = new Construct(stack, "Network");
        parameters = new ParameterStore(scope, environment);
        vpc = Vpc.fromVpcAttributes(
                scope,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId(parameters.value("network/vpc-id"))
                        .availabilityZones(parameters.values("network/availability-zones"))
                        .privateSubnetIds(parameters.values("network/private-subnet-ids"))
                        .isolatedSubnetIds(parameters.values("network/isolated-subnet-ids"))
                        .build());
        Annotations.of(vpc).acknowledgeWarning("@aws-cdk/aws-ec2:noSubnetRouteTableId", "Nobody reads them.");
        databaseGroup = parameters.securityGroup("DatabaseSecurityGroup", "network/db-sg-id");
        rotationGroup = parameters.securityGroup("RotationSecurityGroup", "network/rotation-sg-id");
    }

    IVpc vpc() {
        return vpc;
    }

    SubnetSelection isolatedSubnets() {
        return SubnetSelection.builder().subnets(vpc.getIsolatedSubnets()).build();
    }

    /** From which Secrets Manager can be reached. */
    List<String> privateSubnetIds() {
        return vpc.getPrivateSubnets().stream().map(ISubnet::getSubnetId).toList();
    }

    ISecurityGroup databaseGroup() {
        return databaseGroup;
    }

    ISecurityGroup rotationGroup() {
        return rotationGroup;
    }

    /** Only where the network was deployed for a proxy. */
    ISecurityGroup proxyGroup() {
        return parameters.securityGroup("ProxySecurityGroup", "network/proxy-sg-id");
    }
}
