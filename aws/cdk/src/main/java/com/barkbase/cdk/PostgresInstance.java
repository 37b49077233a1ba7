package com.barkbase.cdk;

import static java.util.Objects.requireNonNull;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.IInstanceEngine;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.ProxyTarget;
import software.amazon.awscdk.services.rds.StorageType;
import software.constructs.Construct;

/** One RDS instance, with a standby in another zone where the environment says so. */
final class PostgresInstance {
    private static final int STORAGE_GB = 20;
    private static final int MAX_STORAGE_GB = 100;

    private PostgresInstance() {}

    static Server create(Construct stack, Environment environment, DatabaseNetwork network, Login owner) {
        Construct scope = new Construct(stack, "Postgres");
        String identifier = environment.resourceName("postgres");
        IInstanceEngine engine = DatabaseInstanceEngine.postgres(PostgresInstanceEngineProps.builder()
                .version(PostgresEngineVersion.VER_17)
                .build());
        DatabaseInstance instance = DatabaseInstance.Builder.create(scope, "Instance")
                .instanceIdentifier(identifier)
                .engine(engine)
                .instanceType(new InstanceType(environment.instanceClass()))
                .multiAz(environment.multiAz())
                .vpc(network.vpc())
                .subnetGroup(Server.subnetGroup(scope, network))
                .securityGroups(List.of(network.databaseGroup()))
                .publiclyAccessible(false)
                .port(DatabaseStack.PORT)
                .databaseName(DatabaseStack.DATABASE)
                .credentials(Server.credentials(owner))
                .parameterGroup(Server.parameterGroup(scope, environment, engine))
                .storageType(StorageType.GP3)
                .allocatedStorage(STORAGE_GB)
                .maxAllocatedStorage(MAX_STORAGE_GB)
                .storageEncrypted(true)
                .backupRetention(Duration.days(environment.backupDays()))
                .deleteAutomatedBackups(!environment.isProtected())
                .deletionProtection(environment.isProtected())
                .removalPolicy(environment.isProtected() ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY)
                .autoMinorVersionUpgrade(true)
                .cloudwatchLogsExports(List.of("postgresql"))
                .build();
        instance.getNode().addDependency(Server.log(scope, environment, "instance", identifier));
        return new Server(
                instance,
                ProxyTarget.fromInstance(instance),
                instance.getDbInstanceEndpointAddress(),
                identifier,
                requireNonNull(instance.getSecret()));
    }
}
