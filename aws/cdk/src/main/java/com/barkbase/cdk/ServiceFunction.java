package com.barkbase.cdk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * A Lambda function that uses the database: with the db-layer, in the private subnets, under a role that may read one
 * secret. What calls it calls its alias {@code live}, whose ARN is in Parameter Store; each deploy that changes the
 * code, the layer or the settings publishes a version and moves the alias to it.
 */
final class ServiceFunction extends Construct {

    /**
     * Whether a version is a snapshot of a function that has begun: connected, warm, and with its secret forgotten. The
     * hooks that forget it are tried by the backend's {@code SnapshotIT}.
     */
    private static final boolean SNAP_START = true;

    /** What Lambda asks of the role of a function in a VPC; none of it can be narrowed to a resource. */
    private static final List<String> INTO_THE_VPC = List.of(
            "ec2:CreateNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses");

    private final Service service;
    private final Function function;
    private final Role role;
    private final Alias live;

    /**
     * @param database the login that the function has, and the only secret that it may read
     * @param code what all functions have in common
     */
    ServiceFunction(Construct scope, Service service, ISecret database, ServiceCode code) {
        super(scope, service.id());
        this.service = service;
        LogGroup logs = logGroup(code.environment());
        role = role(logs, code.environment());
        function = function(database, code, logs);
        Annotations.of(function)
                .acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish", "Its alias is a published version.");
        database.grantRead(role);
        live = Alias.Builder.create(this, "Live")
                .aliasName("live")
                .version(function.getCurrentVersion())
                .build();
        StringParameter.Builder.create(this, "LiveArn")
                .parameterName(code.environment().parameterName("functions/" + service.id() + "-arn"))
                .description("What to invoke: the live version of " + service.id())
                .stringValue(live.getFunctionArn())
                .build();
    }

    Service service() {
        return service;
    }

    Function function() {
        return function;
    }

    /** What is invoked, by everyone. */
    Alias live() {
        return live;
    }

    /** A second secret, whose ARN is in {@code variable}. */
    void alsoReads(ISecret secret, String variable) {
        function.addEnvironment(variable, secret.getSecretArn());
        secret.grantRead(role);
    }

    private LogGroup logGroup(Environment environment) {
        return LogGroup.Builder.create(this, "Logs")
                .logGroupName("/aws/lambda/" + environment.resourceName(service.id()))
                .retention(environment.logRetention())
                .removalPolicy(environment.isProtected() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY)
                .build();
    }

    /** Made here, since the one that the CDK would make may write every log of the account. */
    private Role role(LogGroup logs, Environment environment) {
        Role made = Role.Builder.create(this, "Role")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        logs.grantWrite(made);
        made.addToPolicy(PolicyStatement.Builder.create()
                .actions(INTO_THE_VPC)
                .resources(List.of("*"))
                .build());
        // Lambda does that for the function; code that runs in it has no business there.
        String function = Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("lambda")
                        .resource("function")
                        .resourceName(environment.resourceName(service.id()))
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
        made.addToPolicy(PolicyStatement.Builder.create()
                .effect(Effect.DENY)
                .actions(INTO_THE_VPC)
                .resources(List.of("*"))
                .conditions(Map.of("ArnEquals", Map.of("lambda:SourceFunctionArn", function)))
                .build());
        return made;
    }

    private Function function(ISecret database, ServiceCode code, LogGroup logs) {
        Environment environment = code.environment();
        return Function.Builder.create(this, "Function")
                .functionName(environment.resourceName(service.id()))
                // With another layer it is another text, and so another version: the layer's ARN comes from Parameter
                // Store, where a new one changes nothing in the template.
                .description("BarkBase " + service.id() + ", on db-layer " + code.layerHash())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(service.handler())
                .code(code.asset())
                .layers(List.of(code.layer()))
                .memorySize(service.megabytes())
                .timeout(Duration.seconds(service.seconds()))
                .reservedConcurrentExecutions(environment.reservedConcurrency().get(service.id()))
                .environment(variables(database, code))
                .role(role)
                .vpc(code.phase1().network())
                .vpcSubnets(code.phase1().privateSubnets())
                .securityGroups(List.of(code.phase1().appSecurityGroup()))
                .logGroup(logs)
                .loggingFormat(LoggingFormat.JSON)
                .tracing(Tracing.ACTIVE)
                .snapStart(SNAP_START && service != Service.MIGRATE ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
                .currentVersionOptions(VersionOptions.builder()
                        .removalPolicy(RemovalPolicy.RETAIN)
                        .build())
                .build();
    }

    private Map<String, String> variables(ISecret database, ServiceCode code) {
        Environment environment = code.environment();
        Map<String, String> variables = new HashMap<>(
                ServiceStackProps.buildDbEnvironment(environment, code.phase1().databaseName()));
        // The whole ARN: a name that the CDK takes from one keeps its six random letters, and nothing is called so.
        variables.put("DB_SECRET_NAME", database.getSecretArn());
        variables.put("DB_POOL_MAX", Integer.toString(service.poolMax(environment)));
        code.phase1().proxyEndpoint().ifPresent(host -> variables.put("DB_PROXY_ENDPOINT", host));
        return variables;
    }
}
