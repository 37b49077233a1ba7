package com.barkbase.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.ssm.StringParameter;

/**
 * What all functions of a stack have in common.
 *
 * @param asset the services' zip
 * @param layer the db-layer's newest version, read from Parameter Store when the stack is deployed
 * @param layerHash of the layer's zip that was built with this app, and is deployed before the functions
 */
record ServiceCode(Environment environment, Phase1 phase1, Code asset, ILayerVersion layer, String layerHash) {

    /** @throws SynthesisException where a zip has not been built */
    static ServiceCode of(Stack stack, Deployment deployment, SourceTree tree) {
        Environment environment = deployment.environment();
        Path services = tree.servicesZip();
        if (!Files.isRegularFile(services)) {
            throw new SynthesisException(
                    "The services are not built, there is no " + services + ": run ./barkbase build.");
        }
        String arn = StringParameter.valueForStringParameter(stack, environment.parameterName("layers/db-layer-arn"));
        return new ServiceCode(
                environment,
                new Phase1(stack, deployment),
                Code.fromAsset(services.toString()),
                LayerVersion.fromLayerVersionArn(stack, "DbLayer", arn),
                ContentHash.of(tree.dbLayerZip()));
    }
}
