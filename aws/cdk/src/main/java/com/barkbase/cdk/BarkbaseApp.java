package com.barkbase.cdk;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * The app that the CDK CLI starts ({@code cdk.json} says how). It describes the stacks of one deployment: what
 * the context says of it ({@link Deployment#said} lists the keys).
 */
public final class BarkbaseApp {

    private BarkbaseApp() {}

    public static void main(String... arguments) {
        SourceTree tree = SourceTree.here();
        try {
            App app = App.Builder.create().context(tree.context()).build();
            addStacks(app, deployment(app), tree);
            synthesise(app);
        } catch (SynthesisException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static Deployment deployment(App app) {
        return Deployment.said(key -> Objects.toString(app.getNode().tryGetContext(key), null));
    }

    static void addStacks(App app, Deployment deployment, SourceTree tree) {
        ConnectionBudget.of(deployment).check();
        Stack shared = new SharedResourcesStack(app, deployment.environment(), tree.dbLayerZip());
        List<Stack> phase1 = phase1(app, deployment);
        // It reads what all of them have put into Parameter Store.
        Stack services = new ServicesStack(app, deployment, tree);
        services.addStackDependency(shared);
        phase1.forEach(services::addStackDependency);
    }

    /** What is to be deployed before anything that reads {@link Phase1}; of another's, what it lacks. */
    private static List<Stack> phase1(App app, Deployment deployment) {
        if (deployment.phase1() == Phase1Owner.EXISTING) {
            return List.of(new ServiceLoginStack(app, deployment));
        }
        Stack network = new NetworkStack(app, deployment);
        Stack database = new DatabaseStack(app, deployment);
        database.addStackDependency(network);
        return List.of(network, database);
    }

    /** Writes a deployment's templates into a folder, without the CDK's command line and without an account. */
    static CloudAssembly synthesise(Deployment deployment, SourceTree tree, Path folder) {
        App app = App.Builder.create()
                .context(tree.context())
                .outdir(folder.toString())
                .build();
        addStacks(app, deployment, tree);
        return synthesise(app);
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
