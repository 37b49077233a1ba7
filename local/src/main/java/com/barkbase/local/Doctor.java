package com.barkbase.local;

import com.barkbase.doctor.Examination;
import com.barkbase.doctor.Report;
import java.io.Console;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./barkbase doctor}: what is wrong on the way from the variables to a row, if anything is. */
@Command(
        name = "barkbase doctor",
        description = "Walks from the variables to a row and names the first thing that is wrong, and its fix.",
        footer = {
            "",
            "It takes the variables of the shell and of .env. Without DB_HOST and its",
            "fellows it looks at the PostgreSQL of a running dev. It changes nothing.",
            "The exit code is 1 where something is wrong."
        },
        sortOptions = false)
public final class Doctor implements Callable<Integer> {

    private static final int WRONG = 1;
    private static final Duration LIMIT = Duration.ofSeconds(14);

    @Option(names = "--json", description = "for programs: one line of JSON")
    private boolean json;

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Doctor()).execute(arguments));
    }

    @Override
    public Integer call() {
        Report report = examine();
        System.out.println(json ? report.toJson() : new ReportTable(isColourful()).show(report));
        return report.healthy() ? 0 : WRONG;
    }

    /** The db-layer's log lines would stand between the table's and say the same. */
    private static Report examine() {
        PrintStream log = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return Examination.of(variables(), Instant.now().plus(LIMIT));
        } catch (CannotStart unusable) {
            return Report.wrong("variables", String.valueOf(unusable.getMessage()));
        } finally {
            System.setErr(log);
        }
    }

    private static Map<String, String> variables() {
        Path root = Path.of(System.getProperty("barkbase.home", "")).toAbsolutePath();
        Environment environment = Environment.read(root.resolve(".env"), System.getenv());
        boolean secretMode = environment.variables().containsKey("DB_SECRET_NAME");
        if (secretMode || environment.database().isPresent()) {
            return environment.variables();
        }
        return Embedded.running(root)
                .orElseThrow(() -> new CannotStart("No DB_* variable names a PostgreSQL and dev's own is not running:"
                        + " start ./barkbase dev, or set DB_HOST and its fellows (see .env.example)."))
                .variables();
    }

    private static boolean isColourful() {
        boolean refused = !System.getenv().getOrDefault("NO_COLOR", "").isEmpty(); // https://no-color.org
        return !refused
                && Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent();
    }
}
