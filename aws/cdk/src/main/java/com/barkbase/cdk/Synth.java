package com.barkbase.cdk;

import com.barkbase.cdk.picture.Picture;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./barkbase synth}: the templates of one environment, without the CDK CLI and without an AWS account. */
@Command(
        name = "barkbase synth",
        description = "Writes the CloudFormation templates of an environment to aws/cdk/cdk.out.",
        sortOptions = false)
public final class Synth implements Callable<Integer> {

    private final SourceTree tree;
    private final PrintStream out;

    @Mixin
    private DeploymentOptions options = new DeploymentOptions();

    @Option(names = "--json", description = "for programs")
    private boolean json;

    @Option(names = "--picture", description = "draw what was made, too: docs/architecture.svg")
    private boolean picture;

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private Synth(SourceTree tree, PrintStream out) {
        this.tree = tree;
        this.out = out;
    }

    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), SourceTree.here(), System.out, System.err));
    }

    /** Does what the arguments say and answers with the exit code. */
    static int run(List<String> arguments, SourceTree tree, PrintStream out, PrintStream err) {
        return Commands.run(new Synth(tree, out), arguments, out, err);
    }

    @Override
    public Integer call() {
        Deployment deployment = options.deployment();
        AssemblyReport report = AssemblyReport.of(deployment, BarkbaseApp.synthesise(deployment, tree, tree.cdkOut()));
        if (picture) {
            tree.writePicture(Picture.svg(report.templates()));
        }
        out.print(json ? report.json() : report.text());
        return ExitCode.OK;
    }
}
