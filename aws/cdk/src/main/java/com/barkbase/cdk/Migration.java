package com.barkbase.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.triggers.Trigger;
import software.constructs.Construct;
import software.constructs.Node;

/**
 * Runs the migrations in a deploy that brings others than the last one, before the functions change; where they fail,
 * the deploy fails and is taken back.
 *
 * <p>The hash of the migrations is in the resource's id. So other migrations are a new resource, which is created, and
 * which a rollback deletes, without asking the database anything. One that was updated would be updated again by a
 * rollback: against a database that may be the reason for it.
 */
final class Migration extends Construct {
    private static final String PROVIDER = "AWSCDK.TriggerCustomResourceProviderCustomResourceProvider";

    /** More than the function has, or the invocation would be repeated beside the one that still runs. */
    private static final int MORE_SECONDS = 60;

    private final Trigger trigger;

    /** @param migrations tells them apart: 12 hexadecimal digits */
    Migration(Construct scope, ServiceFunction migrate, String migrations, Environment environment) {
        super(scope, "Migration");
        trigger = Trigger.Builder.create(this, "Run" + migrations)
                .handler(migrate.function())
                .timeout(Duration.seconds(migrate.service().seconds() + MORE_SECONDS))
                // Other code with the same migrations has nothing to do.
                .executeOnHandlerChange(false)
                .build();
        trigger.executeAfter(migrate);
        adoptProvider(environment);
    }

    /** Nothing of these is made or changed before the migrations have run. */
    void runsBefore(Construct... changed) {
        trigger.executeBefore(changed);
    }

    /** What the CDK has behind the trigger comes without tags, and with a log group that is kept for ever. */
    private void adoptProvider(Environment environment) {
        LogGroup logs = LogGroup.Builder.create(this, "ProviderLogs")
                .retention(environment.logRetention())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        Node provider = Stack.of(this).getNode().findChild(PROVIDER).getNode();
        CfnResource function = (CfnResource) provider.findChild("Handler");
        function.addPropertyOverride("LoggingConfig.LogGroup", logs.getLogGroupName());
        List<Map<String, String>> tags = environment.tags().entrySet().stream()
                .map(tag -> Map.of("Key", tag.getKey(), "Value", tag.getValue()))
                .toList();
        function.addPropertyOverride("Tags", tags);
        ((CfnResource) provider.findChild("Role")).addPropertyOverride("Tags", tags);
    }
}
