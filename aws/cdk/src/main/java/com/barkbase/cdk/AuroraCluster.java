package com.barkbase.cdk;

import static java.util.Objects.requireNonNull;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.IClusterEngine;
import software.amazon.awscdk.services.rds.IClusterInstance;
import software.amazon.awscdk.services.rds.ProxyTarget;
import software.amazon.awscdk.services.rds.ServerlessV2ClusterInstanceProps;
import software.constructs.Construct;

/**
 * Aurora Serverless v2: storage over three zones, a capacity that follows the load, and a reader that takes over where
 * the environment wants a second server.
 */
final class AuroraCluster {
    private static final double MIN_CAPACITY = 0.5; // ACU

    private AuroraCluster() {}

    static Server create(Construct stack, Environment environment, DatabaseNetwork network, Login owner) {
        Construct scope = new Construct(stack, "Aurora");
        String identifier = environment.resourceName("postgres");
        IClusterEngine engine = DatabaseClusterEngine.auroraPostgres(AuroraPostgresClusterEngineProps.builder()
                .version(AuroraPostgresEngineVersion.VER_17_7)
                .build());
        DatabaseCluster cluster = DatabaseCluster.Builder.create(scope, "Cluster")
                .clusterIdentifier(identifier)
                .engine(engine)
                .writer(writer(environment))
                .readers(environment.multiAz() ? List.of(reader(environment)) : List.of())
                .serverlessV2MinCapacity(MIN_CAPACITY)
                .serverlessV2MaxCapacity(environment.auroraCapacity())
                .vpc(network.vpc())
                .subnetGroup(Server.subnetGroup(scope, network))
                .securityGroups(List.of(network.databaseGroup()))
                .port(DatabaseStack.PORT)
                .defaultDatabaseName(DatabaseStack.DATABASE)
                .credentials(Server.credentials(owner))
                .parameterGroup(Server.parameterGroup(scope, environment, engine))
                .storageEncrypted(true)
                .backup(BackupProps.builder()
                        .retention(Duration.days(environment.backupDays()))
                        .build())
                .deleteAutomatedBackups(!environment.isProtected())
                .deletionProtection(environment.isProtected())
                .removalPolicy(environment.isProtected() ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY)
                .cloudwatchLogsExports(List.of("postgresql"))
                .build();
        cluster.getNode().addDependency(Server.log(scope, environment, "cluster", identifier));
        return new Server(
                cluster,
                ProxyTarget.fromCluster(cluster),
                cluster.getClusterEndpoint().getHostname(),
                identifier,
                requireNonNull(cluster.getSecret()));
    }

    private static IClusterInstance writer(Environment environment) {
        return ClusterInstance.serverlessV2(
                "Writer", server(environment.resourceName("postgres-writer")).build());
    }

    /** As large as the writer at any time, so that it is warm when it takes over. */
    private static IClusterInstance reader(Environment environment) {
        return ClusterInstance.serverlessV2(
                "Reader",
                server(environment.resourceName("postgres-reader"))
                        .scaleWithWriter(true)
                        .build());
    }

    private static ServerlessV2ClusterInstanceProps.Builder server(String identifier) {
        return ServerlessV2ClusterInstanceProps.builder()
                .instanceIdentifier(identifier)
                .publiclyAccessible(false)
                .autoMinorVersionUpgrade(true);
    }
}
