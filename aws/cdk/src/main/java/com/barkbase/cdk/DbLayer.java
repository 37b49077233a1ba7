package com.barkbase.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.constructs.Construct;

/**
 * The Lambda layer that brings a function {@code com.barkbase.db}. A changed zip makes a new version; the old ones
 * stay, so that a function that is rolled back finds the one it ran with.
 */
public final class DbLayer extends Construct {
    private final LayerVersion version;

    public DbLayer(Construct scope, String id, Environment environment, Path zip) {
        super(scope, id);
        if (!Files.isRegularFile(zip)) {
            throw new SynthesisException("The db-layer is not built, there is no " + zip + ": run ./barkbase build.");
        }
        version = LayerVersion.Builder.create(this, "Version")
                .layerVersionName(environment.resourceName("db-layer"))
                .description("PostgreSQL for Lambda functions: com.barkbase.db")
                .code(Code.fromAsset(zip.toString()))
                .compatibleRuntimes(List.of(Runtime.JAVA_17, Runtime.JAVA_21, Runtime.JAVA_25))
                .compatibleArchitectures(List.of(Architecture.ARM_64, Architecture.X86_64))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    /** Of the version that this synthesis describes. */
    public String arn() {
        return version.getLayerVersionArn();
    }
}
