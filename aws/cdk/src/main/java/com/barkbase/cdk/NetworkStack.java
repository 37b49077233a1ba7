package com.barkbase.cdk;

import static software.amazon.awscdk.services.ec2.SubnetType.PRIVATE_ISOLATED;
import static software.amazon.awscdk.services.ec2.SubnetType.PRIVATE_WITH_EGRESS;
import static software.amazon.awscdk.services.ec2.SubnetType.PUBLIC;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;

/** Phase 1's network: a VPC whose private subnets hold the functions and whose isolated ones hold the database. */
public final class NetworkStack extends BarkbaseStack {
    private static final int SUBNET_MASK = 24;

    public NetworkStack(App app, Deployment deployment) {
        super(app, "Network", deployment.environment(), "the network");
        Egress egress = Egress.of(deployment);
        Vpc vpc = vpc(egress);
        SecurityGroups groups = new SecurityGroups(this, deployment, vpc);
        egress.open(vpc, groups);
        output("VpcId", "The VPC", vpc.getVpcId());
        output("VpcCidr", "Its addresses", vpc.getVpcCidrBlock());
        output("PublicSubnetIds", "Where the way out begins", subnets(vpc, PUBLIC));
        output("PrivateSubnetIds", "Where functions run", subnets(vpc, PRIVATE_WITH_EGRESS));
        output("IsolatedSubnetIds", "Where the database lives", subnets(vpc, PRIVATE_ISOLATED));
        parameter("network/vpc-id", vpc.getVpcId());
        parameter("network/availability-zones", String.join(",", vpc.getAvailabilityZones()));
        parameter("network/private-subnet-ids", subnets(vpc, PRIVATE_WITH_EGRESS));
        parameter("network/isolated-subnet-ids", subnets(vpc, PRIVATE_ISOLATED));
        output("AppSecurityGroupId", "What reaches the database", groups.app().getSecurityGroupId());
        output("DatabaseSecurityGroupId", "The database's", groups.database().getSecurityGroupId());
        groups.byParameter().forEach((path, group) -> parameter(path, group.getSecurityGroupId()));
    }

    /** By number, whatever they are called in the account: so no account is asked when templates are made. */
    @Override
    public List<String> getAvailabilityZones() {
        return IntStream.range(0, target().zones())
                .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                .toList();
    }

    private Vpc vpc(Egress egress) {
        Vpc.Builder vpc = Vpc.Builder.create(this, "Vpc")
                .vpcName(target().resourceName("vpc"))
                .ipAddresses(IpAddresses.cidr("10.0.0.0/16"))
                .maxAzs(target().zones())
                .natGateways(egress.nats())
                .subnetConfiguration(List.of(
                        subnets("Public", PUBLIC).mapPublicIpOnLaunch(false).build(),
                        subnets("Private", PRIVATE_WITH_EGRESS).build(),
                        subnets("Isolated", PRIVATE_ISOLATED).build()))
                .gatewayEndpoints(Map.of(
                        "S3",
                        GatewayVpcEndpointOptions.builder()
                                .service(GatewayVpcEndpointAwsService.S3)
                                .build()))
                .flowLogs(Map.of(
                        "Rejected",
                        FlowLogOptions.builder()
                                .trafficType(FlowLogTrafficType.REJECT)
                                .destination(FlowLogDestination.toCloudWatchLogs(flowLog()))
                                .build()));
        egress.provider().ifPresent(vpc::natGatewayProvider);
        return vpc.build();
    }

    private LogGroup flowLog() {
        return LogGroup.Builder.create(this, "FlowLog")
                .logGroupName(target().resourceName("rejected-traffic"))
                .retention(target().logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    private static SubnetConfiguration.Builder subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(SUBNET_MASK);
    }

    private static String subnets(Vpc vpc, SubnetType type) {
        SubnetSelection selection = SubnetSelection.builder().subnetType(type).build();
        return String.join(",", vpc.selectSubnets(selection).getSubnetIds());
    }
}
