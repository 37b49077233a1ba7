package com.barkbase.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What must hold for every resource of every template, with what breaks it as {@code rule: logical id}. */
final class TemplateRules {
    private static final Set<String> WORLD = Set.of("0.0.0.0/0", "::/0");

    private static final Set<String> GROUPS_OF_RULES =
            Set.of("AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress");

    /** CloudFormation has no tags for these. */
    private static final Set<String> UNTAGGABLE = Set.of(
            "AWS::CloudWatch::Dashboard",
            "AWS::EC2::EIPAssociation",
            "AWS::EC2::Route",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::Policy",
            "AWS::KMS::Alias",
            "AWS::Lambda::Alias",
            "AWS::Lambda::LayerVersion",
            "AWS::Lambda::Permission",
            "AWS::Lambda::Version",
            "AWS::RDS::DBProxyTargetGroup",
            "AWS::SecretsManager::RotationSchedule",
            "AWS::SecretsManager::SecretTargetAttachment",
            "AWS::SNS::TopicPolicy",
            "Custom::Trigger");

    /** What keeps data, and the property that says it is encrypted. */
    private static final Map<String, String> ENCRYPTION = Map.of(
            "AWS::RDS::DBCluster", "/StorageEncrypted",
            "AWS::RDS::DBInstance", "/StorageEncrypted",
            "AWS::EC2::Instance", "/BlockDeviceMappings/0/Ebs/Encrypted",
            "AWS::S3::Bucket", "/BucketEncryption",
            "AWS::EFS::FileSystem", "/Encrypted",
            "AWS::SNS::Topic", "/KmsMasterKeyId");

    private TemplateRules() {}

    static List<String> broken(JsonNode template) {
        List<String> broken = new ArrayList<>();
        template.path("Resources").propertyStream().forEach(resource -> {
            String type = resource.getValue().path("Type").asText();
            JsonNode properties = resource.getValue().path("Properties");
            checks(type)
                    .filter(check -> check.breaks().test(properties))
                    .forEach(check -> broken.add(check.rule() + ": " + resource.getKey()));
        });
        return broken;
    }

    private record Check(String rule, Predicate<JsonNode> breaks) {}

    private static Stream<Check> checks(String type) {
        return Stream.of(
                new Check("open to the world", of -> GROUPS_OF_RULES.contains(type) && isOpen(of)),
                new Check("wildcard on a secret", TemplateRules::hasWildcardOnSecret),
                new Check("not encrypted", of -> isUnencrypted(type, of)),
                new Check("not tagged", of -> !UNTAGGABLE.contains(type) && !isTagged(of)));
    }

    private static boolean isOpen(JsonNode properties) {
        return Stream.concat(properties.path("SecurityGroupIngress").valueStream(), Stream.of(properties))
                .flatMap(rule -> Stream.of(rule.path("CidrIp"), rule.path("CidrIpv6")))
                .anyMatch(range -> WORLD.contains(range.asText()));
    }

    private static boolean hasWildcardOnSecret(JsonNode properties) {
        return properties.findValues("Statement").stream()
                .flatMap(TemplateRules::oneOrMany)
                .filter(statement -> statement.path("Effect").asText().equals("Allow"))
                .filter(statement -> oneOrMany(statement.path("Action"))
                        .anyMatch(action -> action.asText().startsWith("secretsmanager:")
                                || action.asText().equals("*")))
                .anyMatch(statement -> statement.path("Action").toString().contains("*")
                        || statement.path("Resource").toString().contains("*"));
    }

    private static Stream<JsonNode> oneOrMany(JsonNode node) {
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }

    /** An instance of a cluster has no storage of its own. */
    private static boolean isUnencrypted(String type, JsonNode properties) {
        if (!ENCRYPTION.containsKey(type) || isPartOfCluster(type, properties)) {
            return false;
        }
        JsonNode said = properties.at(String.valueOf(ENCRYPTION.get(type)));
        return said.isMissingNode() || said.equals(BooleanNode.FALSE);
    }

    private static boolean isPartOfCluster(String type, JsonNode properties) {
        return type.equals("AWS::RDS::DBInstance") && properties.has("DBClusterIdentifier");
    }

    private static boolean isTagged(JsonNode properties) {
        String tags = properties.path("Tags").toString();
        return Stream.of("Project", "Environment", "ManagedBy").allMatch(tag -> tags.contains('"' + tag + '"'));
    }
}
