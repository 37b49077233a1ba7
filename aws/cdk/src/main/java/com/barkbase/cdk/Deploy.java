package com.barkbase.cdk;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./barkbase deploy}: an environment from the layer to its functions, with the pinned CDK command line. */
@Command(
        name = "barkbase deploy",
        description = "Deploys an environment: shows what changes, asks before prod, then deploys stack by stack.",
        sortOptions = false)
public final class Deploy implements Callable<Integer> {

    private final SourceTree tree;
    private final PrintStream out;
    private final Optional<BufferedReader> terminal;
    private final Consumer<DeploymentPlan.Step> steps;

    @Mixin
    private DeploymentOptions options = new DeploymentOptions();

    @Option(names = "--dry-run", description = "show the steps and run none; needs no account")
    private boolean dryRun;

    @Option(names = "--yes", description = "ask nothing, for prod and where there is no terminal")
    private boolean yes;

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    /**
     * @param terminal where a person's answer comes from; empty where there is nobody to ask
     * @param steps runs a step, and throws where it fails
     */
    Deploy(SourceTree tree, PrintStream out, Optional<BufferedReader> terminal, Consumer<DeploymentPlan.Step> steps) {
        this.tree = tree;
        this.out = out;
        this.terminal = terminal;
        this.steps = steps;
    }

    public static void main(String... arguments) {
        SourceTree tree = SourceTree.here();
        Optional<BufferedReader> terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(Console::reader)
                .map(BufferedReader::new);
        var cdk = new CdkCommandLine(tree.module(), System.out);
        Deploy deploy = new Deploy(tree, System.out, terminal, cdk::run);
        System.exit(Commands.run(deploy, List.of(arguments), System.out, System.err));
    }

    @Override
    public Integer call() {
        boolean installed = Files.exists(tree.module().resolve("node_modules/.bin/cdk"));
        DeploymentPlan plan = new DeploymentPlan(options.deployment(), installed);
        if (dryRun) {
            show(plan);
            return CommandLine.ExitCode.OK;
        }
        requireSomeoneToAsk(plan);
        plan.preparation().forEach(steps);
        if (plan.mustBeConfirmed() && !yes && !isConfirmed()) {
            out.println("Nothing was changed.");
            return CommandLine.ExitCode.SOFTWARE;
        }
        plan.changes().forEach(steps);
        return CommandLine.ExitCode.OK;
    }

    private void requireSomeoneToAsk(DeploymentPlan plan) {
        if (plan.mustBeConfirmed() && !yes && terminal.isEmpty()) {
            throw new SynthesisException("prod is deployed from a terminal, where the question before it can be"
                    + " answered: say --yes where there is none.");
        }
    }

    private boolean isConfirmed() {
        out.print("Deploy these changes to prod? Type prod to go on: ");
        out.flush();
        try {
            return "prod".equals(terminal.orElseThrow().readLine());
        } catch (IOException e) {
            throw new UncheckedIOException("The answer could not be read", e);
        }
    }

    private void show(DeploymentPlan plan) {
        out.println("In aws/cdk, these would run:");
        plan.preparation().forEach(this::show);
        if (plan.mustBeConfirmed()) {
            out.printf("%n  # %s%n", yes ? "--yes: prod is not asked about" : "the question before prod");
        }
        plan.changes().forEach(this::show);
    }

    private void show(DeploymentPlan.Step step) {
        out.printf("%n  # %s%n  %s%n", step.why(), step);
    }
}
