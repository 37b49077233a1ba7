package com.barkbase.cdk;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.CfnInstance;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.NatInstanceProviderV2;
import software.amazon.awscdk.services.ec2.NatProvider;
import software.amazon.awscdk.services.ec2.NatTrafficDirection;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.Vpc;

/**
 * How the private subnets reach what is outside, as {@link Nat} names it.
 *
 * @param nats how many gateways or instances there are
 * @param instances makes the instances, where the gateways are such
 */
record Egress(Deployment deployment, int nats, Optional<NatInstanceProviderV2> instances) {

    static Egress of(Deployment deployment) {
        return switch (deployment.nat()) {
            case NONE -> new Egress(deployment, 0, Optional.empty());
            case INSTANCE -> new Egress(deployment, 1, Optional.of(natInstance()));
            case GATEWAY -> new Egress(deployment, gateways(deployment.environment()), Optional.empty());
        };
    }

    Optional<NatProvider> provider() {
        return instances.map(NatProvider.class::cast);
    }

    /** Lets functions and rotation through, once the VPC and their groups are there. */
    void open(Vpc vpc, SecurityGroups groups) {
        if (deployment.nat() == Nat.NONE) {
            endpoint(vpc, groups);
        }
        instances.ifPresent(nat -> {
            nat.getSecurityGroup().addIngressRule(groups.app(), Port.allTraffic(), "Functions");
            nat.getSecurityGroup().addIngressRule(groups.rotation(), Port.tcp(443), "Rotation");
            nat.getGatewayInstances()
                    .forEach(instance -> harden(
                            (CfnInstance) requireNonNull(instance.getNode().getDefaultChild())));
        });
    }

    /** In one zone, since each costs more than the database's disk; the other zone reaches it too. */
    private void endpoint(Vpc vpc, SecurityGroups groups) {
        vpc.addInterfaceEndpoint(
                "SecretsManager",
                InterfaceVpcEndpointOptions.builder()
                        .service(InterfaceVpcEndpointAwsService.SECRETS_MANAGER)
                        .subnets(SubnetSelection.builder()
                                .subnets(List.of(vpc.getPrivateSubnets().getFirst()))
                                .build())
                        .securityGroups(List.of(groups.forEndpoint()))
                        .open(false)
                        .build());
    }

    private static int gateways(Environment environment) {
        return environment.multiAz() ? environment.zones() : 1;
    }

    private static NatInstanceProviderV2 natInstance() {
        return NatProvider.instanceV2(software.amazon.awscdk.services.ec2.NatInstanceProps.builder()
                .instanceType(new InstanceType("t4g.nano"))
                .associatePublicIpAddress(true)
                .defaultAllowedTraffic(NatTrafficDirection.OUTBOUND_ONLY)
                .build());
    }

    /** What the CDK's construct has no property for: an encrypted disk, and credentials that need a token. */
    private static void harden(CfnInstance instance) {
        instance.setBlockDeviceMappings(List.of(CfnInstance.BlockDeviceMappingProperty.builder()
                .deviceName("/dev/xvda")
                .ebs(CfnInstance.EbsProperty.builder()
                        .encrypted(true)
                        .volumeType("gp3")
                        .build())
                .build()));
        instance.setMetadataOptions(CfnInstance.MetadataOptionsProperty.builder()
                .httpTokens("required")
                .build());
    }
}
