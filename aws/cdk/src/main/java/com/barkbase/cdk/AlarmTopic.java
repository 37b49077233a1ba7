package com.barkbase.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmProps;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * Where alarms go. Its key is our own, since CloudWatch may not use the one that AWS keeps for SNS: an alarm could then
 * not tell anybody. For the same reason the topic names CloudWatch in its policy, which stands in place of the default.
 */
final class AlarmTopic extends Construct {
    private final Environment environment;
    private final Topic topic;

    AlarmTopic(Construct scope, Environment environment) {
        super(scope, "Alarms");
        this.environment = environment;
        Key key = Key.Builder.create(this, "Key")
                .alias("alias/" + environment.resourceName("alarms"))
                .description("Encrypts what alarms say on their way to people")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.DESTROY) // it has encrypted nothing that stays
                .build();
        key.addToResourcePolicy(byAlarms(List.of("kms:Decrypt", "kms:GenerateDataKey*"), "*"));
        topic = Topic.Builder.create(this, "Topic")
                .topicName(environment.resourceName("alarms"))
                .masterKey(key)
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(byAlarms(List.of("sns:Publish"), topic.getTopicArn()));
    }

    String arn() {
        return topic.getTopicArn();
    }

    /** An alarm that tells the topic when it begins and when it is over; {@code name} is unique in the environment. */
    Alarm alarm(String name, AlarmProps.Builder alarm) {
        Alarm made = new Alarm(
                this, name, alarm.alarmName(environment.resourceName(name)).build());
        SnsAction tell = new SnsAction(topic);
        made.addAlarmAction(tell);
        made.addOkAction(tell);
        return made;
    }

    /** By the alarms of this account alone. */
    private PolicyStatement byAlarms(List<String> actions, String resource) {
        String account = Stack.of(this).getAccount();
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(actions)
                .resources(List.of(resource))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", account)))
                .build();
    }
}
