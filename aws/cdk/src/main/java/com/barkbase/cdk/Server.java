package com.barkbase.cdk;

import static java.util.Map.entry;

import java.util.Map;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.IEngine;
import software.amazon.awscdk.services.rds.ParameterGroup;
import software.amazon.awscdk.services.rds.ProxyTarget;
import software.amazon.awscdk.services.rds.SubnetGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.ISecretAttachmentTarget;
import software.constructs.Construct;

/**
 * What runs PostgreSQL, whichever the engine.
 *
 * @param identifier RDS's name for the instance, or for Aurora's cluster
 * @param ownerSecret the owner's secret, with the host in it
 */
record Server(
        ISecretAttachmentTarget target, ProxyTarget proxyTarget, String host, String identifier, ISecret ownerSecret) {

    static Server of(Construct scope, Deployment deployment, DatabaseNetwork network, Login owner) {
        return switch (deployment.engine()) {
            case INSTANCE -> PostgresInstance.create(scope, deployment.environment(), network, owner);
            case AURORA -> AuroraCluster.create(scope, deployment.environment(), network, owner);
        };
    }

    /** Another login, with the host in its secret too. */
    ISecret attached(Login login) {
        return login.secret().attach(target);
    }

    static Credentials credentials(Login owner) {
        return Credentials.fromSecret(owner.secret(), DatabaseStack.OWNER);
    }

    static SubnetGroup subnetGroup(Construct scope, DatabaseNetwork network) {
        return SubnetGroup.Builder.create(scope, "Subnets")
                .description("Isolated subnets")
                .vpc(network.vpc())
                .vpcSubnets(network.isolatedSubnets())
                .build();
    }

    static ParameterGroup parameterGroup(Construct scope, Environment environment, IEngine engine) {
        return ParameterGroup.Builder.create(scope, "Parameters")
                .description("PostgreSQL of BarkBase " + environment.id())
                .engine(engine)
                .parameters(Map.ofEntries(
                        entry("max_connections", String.valueOf(environment.maxConnections())),
                        entry("rds.force_ssl", "1"),
                        entry("log_connections", "1"),
                        entry("log_disconnections", "1"),
                        // ddl would write the passwords of roles into the log.
                        entry("log_statement", "none"),
                        entry("idle_in_transaction_session_timeout", "60000"), // ms
                        // A frozen function's connection that is gone is noticed after 60 + 3 × 10 s.
                        entry("tcp_keepalives_idle", "60"),
                        entry("tcp_keepalives_interval", "10"),
                        entry("tcp_keepalives_count", "3")))
                .build();
    }

    /**
     * Where RDS writes PostgreSQL's log, made before it, so that the log is not kept for ever.
     *
     * @param kind {@code instance} or {@code cluster}
     */
    static LogGroup log(Construct scope, Environment environment, String kind, String identifier) {
        return LogGroup.Builder.create(scope, "Log")
                .logGroupName("/aws/rds/" + kind + "/" + identifier + "/postgresql")
                .retention(environment.logRetention())
                .removalPolicy(environment.removalPolicy())
                .build();
    }
}
