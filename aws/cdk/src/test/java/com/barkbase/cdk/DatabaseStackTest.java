package com.barkbase.cdk;

import static com.barkbase.cdk.Combination.DEV;
import static com.barkbase.cdk.Combination.PROD;
import static com.barkbase.cdk.Combination.STAGING;
import static com.barkbase.cdk.SynthesisedStack.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseStackTest {
    private static final String INSTANCE = "AWS::RDS::DBInstance";
    private static final String CLUSTER = "AWS::RDS::DBCluster";
    private static final String SECRET = "AWS::SecretsManager::Secret";

    @Test
    void instanceIsPostgres17InTheIsolatedSubnetsEncryptedAndNotPublic() {
        JsonNode instance = database(DEV).only(INSTANCE).path("Properties");

        assertThat(instance.path("Engine").asText() + " "
                        + instance.path("EngineVersion").asText())
                .isEqualTo("postgres 17");
        assertThat(instance.path("DBInstanceIdentifier").asText()).isEqualTo("barkbase-dev-postgres");
        assertThat(instance.path("DBInstanceClass").asText()).isEqualTo("db.t4g.micro");
        assertThat(instance.path("DBName").asText()).isEqualTo("barkbase");
        assertThat(instance.path("MasterUsername").asText()).isEqualTo("barkbase_admin");
        assertThat(instance.path("Port").asText()).isEqualTo("5432");
        assertThat(instance.path("StorageType").asText()).isEqualTo("gp3");
        assertThat(instance.path("AllocatedStorage").asText()).isEqualTo("20");
        assertThat(instance.path("MaxAllocatedStorage").asInt()).isEqualTo(100);
        assertThat(instance.path("StorageEncrypted").asBoolean()).isTrue();
        assertThat(instance.path("PubliclyAccessible").asBoolean(true)).isFalse();
        assertThat(instance.path("VPCSecurityGroups").toString()).contains("networkdbsgid");
        assertThat(database(DEV)
                        .only("AWS::RDS::DBSubnetGroup")
                        .at("/Properties/SubnetIds")
                        .toString())
                .contains("networkisolatedsubnetids");
    }

    @Test
    void onlyProdKeepsEverythingAndHasAStandby() {
        for (Deployment deployment : List.of(DEV, STAGING, PROD)) {
            boolean prod = deployment.equals(PROD);
            JsonNode resource = database(deployment).only(INSTANCE);
            JsonNode instance = resource.path("Properties");

            assertThat(instance.path("MultiAZ").asBoolean()).isEqualTo(prod);
            assertThat(instance.path("DeletionProtection").asBoolean()).isEqualTo(prod);
            assertThat(instance.path("DeleteAutomatedBackups").asBoolean()).isEqualTo(!prod);
            assertThat(instance.path("BackupRetentionPeriod").asInt()).isEqualTo(prod ? 35 : 7);
            assertThat(resource.path("DeletionPolicy").asText()).isEqualTo(prod ? "Snapshot" : "Delete");
            assertThat(resource.path("UpdateReplacePolicy").asText()).isEqualTo(prod ? "Snapshot" : "Delete");
            assertThat(database(deployment)
                            .template()
                            .path("Resources")
                            .valueStream()
                            .filter(any -> any.path("Type").asText().equals(SECRET)))
                    .hasSize(2)
                    .allSatisfy(secret ->
                            assertThat(secret.path("DeletionPolicy").asText()).isEqualTo(prod ? "Retain" : "Delete"));
            assertThat(database(deployment).artifact().getTerminationProtection())
                    .isEqualTo(prod);
        }
    }

    @Test
    void auroraScalesFromHalfAUnitAndHasAReaderInProdAlone() {
        JsonNode cluster = database(DEV.withEngine(Engine.AURORA)).only(CLUSTER).path("Properties");

        assertThat(cluster.path("Engine").asText()).isEqualTo("aurora-postgresql");
        assertThat(cluster.path("EngineVersion").asText()).startsWith("17.");
        assertThat(cluster.path("DBClusterIdentifier").asText()).isEqualTo("barkbase-dev-postgres");
        assertThat(cluster.path("ServerlessV2ScalingConfiguration")).isEqualTo(json("""
                {"MinCapacity": 0.5, "MaxCapacity": 2}"""));
        assertThat(servers(DEV)).containsExactly("barkbase-dev-postgres-writer");
        assertThat(servers(PROD)).containsExactly("barkbase-prod-postgres-writer", "barkbase-prod-postgres-reader");
        JsonNode prod = database(PROD.withEngine(Engine.AURORA)).only(CLUSTER);
        assertThat(prod.at("/Properties/DeletionProtection").asBoolean()).isTrue();
        assertThat(prod.at("/Properties/BackupRetentionPeriod").asInt()).isEqualTo(35);
        assertThat(prod.path("DeletionPolicy").asText()).isEqualTo("Snapshot");
    }

    @ParameterizedTest
    @EnumSource
    void parametersAreTheSameForBothEngines(Engine engine) {
        String type = engine == Engine.AURORA ? "AWS::RDS::DBClusterParameterGroup" : "AWS::RDS::DBParameterGroup";

        assertThat(database(DEV.withEngine(engine)).only(type).at("/Properties/Parameters"))
                .isEqualTo(json("""
                {
                  "max_connections": "60",
                  "rds.force_ssl": "1",
                  "log_connections": "1",
                  "log_disconnections": "1",
                  "log_statement": "none",
                  "idle_in_transaction_session_timeout": "60000",
                  "tcp_keepalives_idle": "60",
                  "tcp_keepalives_interval": "10",
                  "tcp_keepalives_count": "3"
                }"""));
    }

    @Test
    void changeOfEngineTouchesNoSecret() {
        for (Deployment deployment : List.of(DEV, PROD)) {
            assertThat(ofType(deployment.withEngine(Engine.AURORA), SECRET)).isEqualTo(ofType(deployment, SECRET));
        }
    }

    @Test
    void secretsHoldAllFieldsOfALogin() {
        assertThat(database(DEV).all(SECRET))
                .extracting(secret -> secret.path("Name").asText())
                .containsExactly("barkbase/dev/postgres/credentials", "barkbase/dev/postgres/app");
        assertThat(database(DEV).all(SECRET))
                .extracting(secret -> json(
                        secret.at("/GenerateSecretString/SecretStringTemplate").asText()))
                .containsExactly(login("barkbase_admin"), login("barkbase_app"));
        // An attachment adds the host.
        assertThat(database(DEV).all("AWS::SecretsManager::SecretTargetAttachment"))
                .extracting(attachment -> attachment.path("TargetType").asText())
                .containsExactly(INSTANCE, INSTANCE);
    }

    @Test
    void bothSecretsRotateBySchedulePerEnvironmentAndNotAtOnce() {
        assertThat(schedules(DEV)).containsExactly("rate(90 days)", "rate(90 days)");
        assertThat(schedules(STAGING)).containsExactly("rate(7 days)", "rate(7 days)");
        assertThat(schedules(PROD)).containsExactly("rate(30 days)", "rate(30 days)");
        assertThat(database(PROD).all("AWS::SecretsManager::RotationSchedule")).allSatisfy(rotation -> {
            assertThat(rotation.path("RotateImmediatelyOnUpdate").asBoolean(true))
                    .isFalse();
            JsonNode function = rotation.path("HostedRotationLambda");
            assertThat(function.path("RotationType").asText()).isEqualTo("PostgreSQLSingleUser");
            assertThat(function.path("VpcSubnetIds").toString()).contains("networkprivatesubnetids");
            assertThat(function.path("VpcSecurityGroupIds").toString()).contains("networkrotationsgid");
        });
        assertThat(database(PROD).template().path("Transform").toString()).contains("AWS::SecretsManager-2024-09-16");
    }

    @ParameterizedTest
    @EnumSource
    void proxyStandsBeforeEitherEngineWithBothSecretsAndTls(Engine engine) {
        SynthesisedStack stack = database(DEV.withEngine(engine).withProxy(true));
        JsonNode proxy = stack.only("AWS::RDS::DBProxy").path("Properties");

        assertThat(proxy.path("DBProxyName").asText()).isEqualTo("barkbase-dev-proxy");
        assertThat(proxy.path("RequireTLS").asBoolean()).isTrue();
        assertThat(proxy.path("VpcSecurityGroupIds").toString()).contains("networkproxysgid");
        assertThat(proxy.path("Auth").valueStream())
                .extracting(auth -> auth.at("/SecretArn/Ref").asText().replaceFirst("Secret.*", ""))
                .containsExactly("Owner", "Service");
        assertThat(stack.parameters()).containsKey("/barkbase/dev/db/proxy-endpoint");
        assertThat(database(DEV.withEngine(engine)).all("AWS::RDS::DBProxy")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatOthersRelyOn(Engine engine) {
        SynthesisedStack stack = database(DEV.withEngine(engine));

        assertThat(stack.template().path("Outputs").propertyStream())
                .extracting(output -> output.getKey())
                .containsExactlyInAnyOrder(
                        "DatabaseEndpoint",
                        "DatabasePort",
                        "DatabaseName",
                        "DatabaseSecretArn",
                        "DatabaseSecretName",
                        "DatabaseInstanceId");
        assertThat(stack.parameters().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "host",
                                "port",
                                "name",
                                "secret-arn",
                                "secret-name",
                                "app-secret-arn",
                                "app-secret-name")
                        .map("/barkbase/dev/db/"::concat)
                        .toList());
    }

    @Test
    void existingPhase1GetsTheServicesLoginAndNothingElse() {
        Combination combination = Combination.of(DEV.withExistingPhase1());
        SynthesisedStack stack = combination.stack("ServiceLogin");

        assertThat(combination.stacks())
                .extracting(SynthesisedStack::name)
                .doesNotContain("Barkbase-NetworkStack-dev", "Barkbase-DatabaseStack-dev");
        assertThat(stack.only(SECRET).at("/Properties/Name").asText()).isEqualTo("barkbase/dev/postgres/app");
        assertThat(stack.only("AWS::SecretsManager::SecretTargetAttachment")
                        .at("/Properties/TargetId")
                        .asText())
                .isEqualTo("barkbase-dev-postgres");
        assertThat(stack.parameters().keySet())
                .containsExactlyInAnyOrder("/barkbase/dev/db/app-secret-arn", "/barkbase/dev/db/app-secret-name");
    }

    private static SynthesisedStack database(Deployment deployment) {
        return Combination.of(deployment).stack("Database");
    }

    private static List<String> servers(Deployment deployment) {
        return database(deployment.withEngine(Engine.AURORA)).all(INSTANCE).stream()
                .map(server -> server.path("DBInstanceIdentifier").asText())
                .toList();
    }

    private static List<String> schedules(Deployment deployment) {
        return database(deployment).all("AWS::SecretsManager::RotationSchedule").stream()
                .map(rotation ->
                        rotation.at("/RotationRules/ScheduleExpression").asText())
                .toList();
    }

    private static List<String> ofType(Deployment deployment, String type) {
        return database(deployment)
                .template()
                .path("Resources")
                .propertyStream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .map(Object::toString)
                .toList();
    }

    private static JsonNode login(String role) {
        return json("""
                {"username": "%s", "engine": "postgres", "port": 5432, "dbname": "barkbase",
                 "dbInstanceIdentifier": "barkbase-dev-postgres"}""".formatted(role));
    }
}
