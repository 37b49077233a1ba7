package com.barkbase.cdk;

import java.nio.file.Path;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * The app that the CDK CLI starts ({@code cdk.json} says how). It describes the stacks of one environment: the one
 * that the context {@code env} names.
 */
public final class BarkbaseApp {

    private BarkbaseApp() {}

    public static void main(String... arguments) {
        SourceTree tree = SourceTree.here();
        try {
            App app = App.Builder.create().context(tree.context()).build();
            addStacks(app, environment(app), tree.dbLayerZip());
            synthesise(app);
        } catch (SynthesisException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static Environment environment(App app) {
        return Environment.named(Objects.toString(app.getNode().tryGetContext("env"), null));
    }

    static void addStacks(App app, Environment environment, Path dbLayerZip) {
        new SharedResourcesStack(app, environment, dbLayerZip);
    }

    /**
     * Writes the templates into the app's folder.
     *
     * @throws SynthesisException where AWS's own validator, or an annotation, finds an error in them
     */
    static CloudAssembly synthesise(App app) {
        try {
            return app.synth();
        } catch (RuntimeException e) {
            // The kind of an error that comes out of the CDK is only in its text; the findings are printed by then.
            if (String.valueOf(e.getMessage()).startsWith("ValidationFailed")) {
                throw new SynthesisException("A template has errors: mend what the validation report names.", e);
            }
            throw e;
        }
    }
}
