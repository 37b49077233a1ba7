package com.barkbase.cdk;

import java.nio.file.Path;
import software.amazon.awscdk.App;

/** What all services share: the db-layer. It needs no other stack. */
public final class SharedResourcesStack extends BarkbaseStack {

    /**
     * @param dbLayerZip the layer as the db-layer's build leaves it
     * @throws SynthesisException where there is no such file
     */
    public SharedResourcesStack(App app, Environment environment, Path dbLayerZip) {
        super(app, "SharedResources", environment, "what all services share");
        String dbLayerArn = new DbLayer(this, "DbLayer", environment, dbLayerZip).arn();
        // Functions read this one: an export that is imported can't change, and each version of a layer has a new ARN.
        parameter("layers/db-layer-arn", dbLayerArn);
        output("DbLayerArn", "ARN of the database Lambda layer", dbLayerArn);
    }
}
