package com.barkbase.cdk;

import java.io.PrintStream;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** {@code ./barkbase synth}: the templates of one environment, without the CDK CLI and without an AWS account. */
public final class Synth {
    static final String USAGE = """
            Usage: ./barkbase synth [--env dev|staging|prod]
            Writes the CloudFormation templates of an environment (default: dev) to aws/cdk/cdk.out.""";

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Synth() {}

    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), SourceTree.here(), System.out, System.err));
    }

    /** Does what the arguments say and answers with the exit code. */
    static int run(List<String> arguments, SourceTree tree, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(USAGE);
            return 0;
        }
        Environment environment;
        try {
            environment = environment(arguments);
        } catch (SynthesisException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        }
        try {
            out.print(new AssemblyReport(synthesise(environment, tree)).text());
            return 0;
        } catch (SynthesisException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    private static Environment environment(List<String> arguments) {
        if (arguments.isEmpty()) {
            return Environment.DEV;
        }
        if (arguments.size() == 1 && arguments.getFirst().startsWith("--env=")) {
            return Environment.named(arguments.getFirst().substring("--env=".length()));
        }
        if (arguments.size() == 2 && arguments.getFirst().equals("--env")) {
            return Environment.named(arguments.getLast());
        }
        throw new SynthesisException(
                "'" + String.join(" ", arguments) + "' is not understood: the only option is --env dev|staging|prod.");
    }

    private static CloudAssembly synthesise(Environment environment, SourceTree tree) {
        App app = App.Builder.create()
                .context(tree.context())
                .outdir(tree.cdkOut().toString())
                .build();
        BarkbaseApp.addStacks(app, environment, tree.dbLayerZip());
        return BarkbaseApp.synthesise(app);
    }
}
