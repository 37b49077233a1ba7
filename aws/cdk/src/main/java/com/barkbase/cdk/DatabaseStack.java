package com.barkbase.cdk;

import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.rds.DatabaseProxy;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * Phase 1's database: PostgreSQL 17, the logins of its owner and of the services, which rotate, and a proxy where one
 * is wanted. The secrets are no part of the server, so that they outlive a change of engine.
 */
public final class DatabaseStack extends BarkbaseStack {
    static final String DATABASE = "barkbase";
    static final String OWNER = "barkbase_admin";
    static final String SERVICE = "barkbase_app";
    static final int PORT = 5432;

    public DatabaseStack(App app, Deployment deployment) {
        super(app, "Database", deployment.environment(), "the database");
        DatabaseNetwork network = new DatabaseNetwork(this, target());
        Login owner = Login.ofOwner(this, target());
        Login service = Login.ofServices(this, target());
        Server server = Server.of(this, deployment, network, owner);
        ISecret ownerSecret = server.ownerSecret();
        ISecret serviceSecret = server.attached(service);
        owner.rotate(ownerSecret.getSecretArn(), network.privateSubnetIds(), network.rotationGroup());
        service.rotate(serviceSecret.getSecretArn(), network.privateSubnetIds(), network.rotationGroup());
        if (deployment.proxy()) {
            proxy(server, network, List.of(ownerSecret, serviceSecret));
        }
        outputs(server, ownerSecret);
        parameters(server, ownerSecret, serviceSecret);
    }

    private void proxy(Server server, DatabaseNetwork network, List<ISecret> secrets) {
        DatabaseProxy proxy = DatabaseProxy.Builder.create(this, "Proxy")
                .dbProxyName(target().resourceName("proxy"))
                .proxyTarget(server.proxyTarget())
                .secrets(secrets)
                .vpc(network.vpc())
                .vpcSubnets(network.isolatedSubnets())
                .securityGroups(List.of(network.proxyGroup()))
                .requireTls(true)
                .build();
        output("DatabaseProxyEndpoint", "Host of the proxy", proxy.getEndpoint());
        parameter("db/proxy-endpoint", proxy.getEndpoint());
    }

    private void outputs(Server server, ISecret owner) {
        output("DatabaseEndpoint", "Host of the database", server.host());
        output("DatabasePort", "Its port", String.valueOf(PORT));
        output("DatabaseName", "The database's name", DATABASE);
        output("DatabaseSecretArn", "The owner's login", owner.getSecretArn());
        output("DatabaseSecretName", "Its name", target().secretName("postgres/credentials"));
        output("DatabaseInstanceId", "The instance, or Aurora's cluster", server.identifier());
    }

    private void parameters(Server server, ISecret owner, ISecret service) {
        parameter("db/host", server.host());
        parameter("db/port", String.valueOf(PORT));
        parameter("db/name", DATABASE);
        parameter("db/secret-arn", owner.getSecretArn());
        parameter("db/secret-name", target().secretName("postgres/credentials"));
        parameter("db/app-secret-arn", service.getSecretArn());
        parameter("db/app-secret-name", target().secretName("postgres/app"));
    }
}
