package com.barkbase.cdk;

import static com.barkbase.cdk.Choice.word;
import static com.barkbase.cdk.cost.BillText.usd;
import static java.util.stream.Collectors.joining;

import com.barkbase.cdk.cost.Bill;
import com.barkbase.cdk.cost.BillText;
import com.barkbase.cdk.cost.RequestCost;
import com.barkbase.cdk.template.Templates;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./barkbase cost}: what an environment costs in a month, resource by resource. */
@Command(
        name = "barkbase cost",
        description = "Says what an environment costs in a month: idle, and at the load that usage.json describes.",
        sortOptions = false)
public final class Cost implements Callable<Integer> {

    private final SourceTree tree;
    private final PrintStream out;

    @Mixin
    private DeploymentOptions options = new DeploymentOptions();

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private Cost(SourceTree tree, PrintStream out) {
        this.tree = tree;
        this.out = out;
    }

    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), SourceTree.here(), System.out, System.err));
    }

    /** Does what the arguments say and answers with the exit code. */
    static int run(List<String> arguments, SourceTree tree, PrintStream out, PrintStream err) {
        return Commands.run(new Cost(tree, out), arguments, out, err);
    }

    @Override
    public Integer call() {
        Deployment deployment = options.deployment();
        Bill bill = bill(deployment);
        out.println(String.join(" ", deployment.context()));
        new BillText(bill).lines().forEach(out::println);
        RequestCost.lines().forEach(out::println);
        out.println("Idle, by the way out of the VPC: " + waysOut(deployment) + ".");
        out.println("total " + usd(bill.idle()));
        return ExitCode.OK;
    }

    private String waysOut(Deployment deployment) {
        return Arrays.stream(Nat.values())
                .flatMap(nat -> with(nat, deployment).stream())
                .map(way -> "nat=" + word(way.nat()) + " " + usd(bill(way).idle()))
                .collect(joining(", "));
    }

    /** Empty where the environment is not tried with it. */
    private static Optional<Deployment> with(Nat nat, Deployment deployment) {
        try {
            return Optional.of(deployment.withNat(nat));
        } catch (SynthesisException e) {
            return Optional.empty();
        }
    }

    private Bill bill(Deployment deployment) {
        Path folder = tree.module().resolve("target/cost-" + word(deployment.nat()));
        return Bill.of(Templates.of(BarkbaseApp.synthesise(deployment, tree, folder)));
    }
}
