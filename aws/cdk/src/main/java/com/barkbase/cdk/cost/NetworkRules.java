package com.barkbase.cdk.cost;

import com.barkbase.cdk.template.Resource;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Ways out of the VPC. What they carry is little: secrets are read once for each environment of a function. */
record NetworkRules(Figures prices, Figures usage) {

    Map<String, Rule> byType() {
        return Map.of(
                "AWS::EC2::NatGateway", this::gateway,
                "AWS::EC2::EIP", address -> hourly("public address", "public address"),
                "AWS::EC2::Instance", this::instance,
                "AWS::EC2::VPCEndpoint", this::endpoint);
    }

    private Charge gateway(Resource gateway) {
        Charge open = hourly("gateway", "nat gateway");
        return new Charge(
                "gateway, data at load",
                open.idle(),
                open.busy() + usage.of("nat gigabytes") * prices.of("nat gigabyte"));
    }

    private Charge instance(Resource instance) {
        String size = instance.properties().path("InstanceType").asText();
        Charge machine = hourly(size, "ec2 " + size);
        Charge disk = Charge.fixed("disk", diskSize(instance.properties()) * prices.of("ebs storage"));
        return machine.plus(disk).plus(hourly("address", "public address"));
    }

    /** The image's own size where the template says none. */
    private double diskSize(JsonNode instance) {
        JsonNode said = instance.at("/BlockDeviceMappings/0/Ebs/VolumeSize");
        return said.isMissingNode() ? usage.of("ec2 image size") : said.asDouble();
    }

    /** One address in each of its zones; gateway endpoints (S3, DynamoDB) cost nothing. */
    private Charge endpoint(Resource endpoint) {
        if (!endpoint.properties().path("VpcEndpointType").asText().equals("Interface")) {
            return Charge.fixed("", 0);
        }
        JsonNode subnets = endpoint.properties().path("SubnetIds");
        int zones =
                subnets.isArray() ? subnets.size() : subnets.at("/Fn::Split").size();
        return Charge.fixed(
                "%d zone%s".formatted(zones, zones == 1 ? "" : "s"),
                zones * prices.of("interface endpoint") * usage.of("hours"));
    }

    private Charge hourly(String basis, String price) {
        return Charge.fixed(basis, prices.of(price) * usage.of("hours"));
    }
}
