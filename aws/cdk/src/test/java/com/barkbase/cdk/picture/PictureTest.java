package com.barkbase.cdk.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.cdk.template.Templates;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureTest {
    private static final String ARROW = "marker-end";

    @Test
    void functionLeadsOverItsRoleAndTheParameterStoreToTheSecretOfAnotherStack() throws IOException {
        String svg = draw(Map.of(
                "Barkbase-ServicesStack-dev", """
                {"Parameters": {"Arn": {"Default": "/barkbase/dev/db/app-secret-arn"}},
                 "Resources": {
                  "Pets": {"Type": "AWS::Lambda::Function", "Properties":
                    {"FunctionName": "barkbase-dev-pets",
                     "Role": {"Fn::GetAtt": ["Role", "Arn"]}}},
                  "Role": {"Type": "AWS::IAM::Role"},
                  "Policy": {"Type": "AWS::IAM::Policy", "Properties":
                    {"Roles": [{"Ref": "Role"}], "PolicyDocument": {"Resource": {"Ref": "Arn"}}}}}}""",
                "Barkbase-DatabaseStack-dev", """
                {"Resources": {
                  "Secret": {"Type": "AWS::SecretsManager::Secret", "Properties":
                    {"Name": "barkbase/dev/postgres/app"}},
                  "Parameter": {"Type": "AWS::SSM::Parameter", "Properties":
                    {"Name": "/barkbase/dev/db/app-secret-arn", "Value": {"Ref": "Secret"}}}}}"""));

        assertThat(svg).contains(">pets</text>", ">postgres/app</text>").containsOnlyOnce(ARROW);
    }

    @Test
    void securityGroupsAreConnectedFromWhoMayComeIn() throws IOException {
        String svg = draw(Map.of("Barkbase-NetworkStack-dev", """
                {"Resources": {
                  "App": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupName": "barkbase-dev-app"}},
                  "Db": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupName": "barkbase-dev-database"}},
                  "In": {"Type": "AWS::EC2::SecurityGroupIngress", "Properties":
                    {"GroupId": {"Ref": "Db"}, "SourceSecurityGroupId": {"Ref": "App"}}}}}"""));

        assertThat(svg).containsOnlyOnce(ARROW).contains("stroke-width=\"2.5\"");
        assertThat(svg.indexOf(">app<")).isLessThan(svg.indexOf(">database<"));
    }

    @Test
    void functionsThatUseTheSameShareBox() throws IOException {
        String svg = draw(Map.of("Barkbase-ServicesStack-dev", """
                {"Resources": {
                  "A": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "barkbase-dev-pets"}},
                  "B": {"Type": "AWS::Lambda::Function", "Properties": {"FunctionName": "barkbase-dev-owners"}},
                  "OfTheCdk": {"Type": "AWS::Lambda::Function"}}}"""));

        assertThat(svg).containsOnlyOnce(">function</text>").contains(">owners</text>", ">pets</text>");
    }

    private static String draw(Map<String, String> stacks) throws IOException {
        Map<String, JsonNode> templates = new LinkedHashMap<>();
        for (Map.Entry<String, String> stack : stacks.entrySet()) {
            templates.put(stack.getKey(), new ObjectMapper().readTree(stack.getValue()));
        }
        return Picture.svg(new Templates(templates));
    }
}
