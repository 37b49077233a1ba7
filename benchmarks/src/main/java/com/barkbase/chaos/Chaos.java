package com.barkbase.chaos;

import com.barkbase.chaos.scenario.Report;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.chaos.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./barkbase chaos}: makes go wrong what may, says what held, ends by itself. */
@Command(
        name = "barkbase chaos",
        description = "Attacks the db-layer with servers and networks of its own; exit code 1 where something did not"
                + " hold.",
        sortOptions = false)
public final class Chaos implements Callable<Integer> {
    private static final int DID_NOT_HOLD = 1;
    private static final int WRONG_USAGE = 2;
    private static final String ALL = "all";
    private static final String REPORT = "report";

    @Parameters(
            arity = "0..1",
            defaultValue = ALL,
            paramLabel = "SCENARIO",
            description = "one of those below, all (the default), or report: writes docs/reliability.md anew")
    private String scenario = ALL;

    @Option(names = "--seed", paramLabel = "N", description = "repeats the choices of an earlier run")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "60",
            description = "the longest that each scenario may take (${DEFAULT-VALUE})")
    private int minutes;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "how many steps, cuts or rotations, where not the scenario's own number")
    private @Nullable Long steps;

    @Option(names = "--quick", description = "a small part of it, in a minute or two")
    private boolean quick;

    @Option(names = "--json", description = "the result as one line of JSON for each scenario")
    private boolean json;

    @Option(names = "--write", description = "keeps the result for docs/reliability.md, and writes that anew")
    private boolean write;

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine command = new CommandLine(new Chaos());
        command.getCommandSpec()
                .usageMessage()
                .width(120)
                .footerHeading("%nScenarios:%n")
                .footer(Scenarios.lines());
        return command;
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("barkbase.home", ""));
        ReliabilityPage page = new ReliabilityPage(home.resolve("docs"));
        if (scenario.equals(REPORT)) {
            page.write();
            return 0;
        }
        List<Scenario> chosen = scenario.equals(ALL)
                ? Scenarios.ALL
                : Scenarios.named(scenario).stream().toList();
        if (chosen.isEmpty() || minutes < 1 || (steps != null && steps < 1)) {
            System.err.println("chaos: there is no scenario '" + scenario + "' with " + steps + " steps in " + minutes
                    + " minutes: name one of " + Scenarios.names() + ", and at least 1 step and 1 minute.");
            return WRONG_USAGE;
        }
        boolean held = true;
        for (Scenario each : chosen) {
            Report report = tell(each, home);
            System.out.println(json ? report.json() : report.toString());
            if (write) {
                page.keep(report);
                page.keepPicture(each.name(), home.resolve("benchmarks/target/chaos-" + each.name() + ".svg"));
            }
            held &= report.held();
        }
        return held ? 0 : DID_NOT_HOLD;
    }

    private Report tell(Scenario each, Path home) throws Exception {
        long number = seed == null ? ThreadLocalRandom.current().nextLong(1_000_000) : seed;
        PrintStream console = System.err;
        Run run = new Run(number, steps == null ? 0 : steps, quick, Duration.ofMinutes(minutes), console);
        console.println("chaos " + each.name() + ", seed " + number + "; what the db-layer says is in "
                + divertLog(home, each.name()));
        try {
            return new Telling(each, run).report(options(number));
        } finally {
            System.setErr(console);
        }
    }

    private String options(long number) {
        return " --seed " + number + (steps == null ? "" : " --steps " + steps) + (quick ? " --quick" : "");
    }

    /** Thousands of connections come and go, and the db-layer writes a line for each. */
    private static Path divertLog(Path home, String name) throws IOException {
        Path file = home.resolve("benchmarks/target/chaos-" + name + ".log");
        Files.createDirectories(file.resolveSibling(""));
        System.setErr(new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8));
        return file;
    }
}
