package com.barkbase.cdk;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.LambdaFunctionProps;
import software.constructs.Construct;

/**
 * The services' functions on Phase 1 and the db-layer. All log in as the service role but {@code migrate}, which owns
 * the schema and runs first. Routes are attached to the functions by the stack of the API, which finds their ARNs in
 * Parameter Store.
 */
public final class ServicesStack extends BarkbaseStack {
    private static final Duration CHECKED_EVERY = Duration.minutes(5);

    private final Map<Service, ServiceFunction> functions = new EnumMap<>(Service.class);

    /** @throws SynthesisException where the layer or the services have not been built */
    public ServicesStack(App app, Deployment deployment, SourceTree tree) {
        super(app, "Services", deployment.environment(), "the services' functions");
        Validations.of(this)
                .acknowledge(Acknowledgment.builder()
                        .id("CloudFormation-Validate::W2001")
                        .reason("A parameter without a use: of Phase 1's VPC, functions need the subnets alone.")
                        .build());
        ServiceCode code = ServiceCode.of(this, deployment, tree);
        for (Service service : Service.values()) {
            functions.put(service, function(service, code));
        }
        migrateFirst(code, ContentHash.ofFolder(tree.servicesZip(), "db/migration/"));
        checkTheDatabase();
        if (deployment.environment().alarms()) {
            watch(deployment, code.phase1());
        }
    }

    private ServiceFunction function(Service service, ServiceCode code) {
        if (service != Service.MIGRATE) {
            return new ServiceFunction(this, service, code.phase1().serviceSecret(), code);
        }
        ServiceFunction migrate =
                new ServiceFunction(this, service, code.phase1().ownerSecret(), code);
        migrate.alsoReads(code.phase1().serviceSecret(), "SERVICE_SECRET_NAME");
        return migrate;
    }

    private ServiceFunction function(Service service) {
        return requireNonNull(functions.get(service));
    }

    private void migrateFirst(ServiceCode code, String migrations) {
        Construct[] others = functions.values().stream()
                .filter(function -> function.service() != Service.MIGRATE)
                .toArray(Construct[]::new);
        new Migration(this, function(Service.MIGRATE), migrations, code.environment()).runsBefore(others);
    }

    private void checkTheDatabase() {
        Rule.Builder.create(this, "HealthcheckSchedule")
                .description("Asks the database for its time, so that somebody hears of it before a client does")
                .schedule(Schedule.rate(CHECKED_EVERY))
                .targets(List.of(new LambdaFunction(
                        function(Service.DB_HEALTHCHECK).live(),
                        LambdaFunctionProps.builder().retryAttempts(0).build())))
                .build();
    }

    private void watch(Deployment deployment, Phase1 phase1) {
        AlarmTopic topic = new AlarmTopic(this, deployment.environment());
        ServiceAlarms alarms = new ServiceAlarms(topic, deployment.environment());
        alarms.watchHealthcheck(CHECKED_EVERY);
        Canary canary = deployment.environment().canary() ? new Canary(this, deployment.environment()) : null;
        behindTheApi().forEach(function -> {
            List<Alarm> takeBack = alarms.watch(function);
            if (canary != null) {
                canary.shift(function, takeBack);
            }
        });
        DatabaseAlarms database = new DatabaseAlarms(topic, deployment, phase1);
        database.watch();
        new ServicesDashboard(this, deployment.environment(), behindTheApi(), database, alarms);
        output("AlarmTopicArn", "Subscribe to it whoever shall hear of alarms", topic.arn());
    }

    private List<ServiceFunction> behindTheApi() {
        return Arrays.stream(Service.values())
                .filter(Service::isBehindTheApi)
                .map(this::function)
                .toList();
    }
}
