package com.barkbase.cdk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/** Who may talk to whom in the VPC. All rules are here, so that none needs two stacks. */
final class SecurityGroups {
    private static final Port POSTGRES = Port.tcp(5432);
    private static final Port HTTPS = Port.tcp(443);

    private final Construct scope;
    private final Environment environment;
    private final IVpc vpc;
    private final SecurityGroup app;
    private final SecurityGroup database;
    private final SecurityGroup rotation;
    private final Optional<SecurityGroup> proxy;

    SecurityGroups(Construct scope, Deployment deployment, IVpc vpc) {
        this.scope = scope;
        this.environment = deployment.environment();
        this.vpc = vpc;
        app = group("App", "app", "Functions that reach the database", true);
        database = group("Database", "database", "PostgreSQL, which opens no connection itself", false);
        rotation = group("Rotation", "rotation", "Functions that rotate passwords", false);
        proxy = deployment.proxy()
                ? Optional.of(group("Proxy", "proxy", "RDS Proxy before the database", false))
                : Optional.empty();
        database.addIngressRule(app, POSTGRES, "Functions");
        database.addIngressRule(rotation, POSTGRES, "Rotation");
        rotation.addEgressRule(database, POSTGRES, "The password that is rotated");
        rotation.addEgressRule(Peer.anyIpv4(), HTTPS, "Secrets Manager");
        proxy.ifPresent(this::chain);
    }

    SecurityGroup app() {
        return app;
    }

    SecurityGroup database() {
        return database;
    }

    SecurityGroup rotation() {
        return rotation;
    }

    /** By the parameter in which other stacks find them. */
    Map<String, SecurityGroup> byParameter() {
        Map<String, SecurityGroup> groups = new LinkedHashMap<>();
        groups.put("network/app-sg-id", app);
        groups.put("network/db-sg-id", database);
        groups.put("network/rotation-sg-id", rotation);
        proxy.ifPresent(group -> groups.put("network/proxy-sg-id", group));
        return groups;
    }

    /** A group that functions and rotation may use for HTTPS. */
    SecurityGroup forEndpoint() {
        SecurityGroup endpoint = group("Endpoint", "endpoint", "Secrets Manager in the VPC", false);
        endpoint.addIngressRule(app, HTTPS, "Functions");
        endpoint.addIngressRule(rotation, HTTPS, "Rotation");
        return endpoint;
    }

    private void chain(SecurityGroup proxy) {
        proxy.addIngressRule(app, POSTGRES, "Functions");
        proxy.addEgressRule(database, POSTGRES, "The database");
        database.addIngressRule(proxy, POSTGRES, "Proxy");
    }

    private SecurityGroup group(String id, String name, String description, boolean allOutbound) {
        return SecurityGroup.Builder.create(scope, id + "SecurityGroup")
                .vpc(vpc)
                .securityGroupName(environment.resourceName(name))
                .description(description)
                .allowAllOutbound(allOutbound)
                .build();
    }
}
