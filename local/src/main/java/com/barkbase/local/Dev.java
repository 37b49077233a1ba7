package com.barkbase.local;

import com.barkbase.db.DbException;
import com.barkbase.migrate.MigrationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./barkbase dev}: from nothing to a kennel's pets over HTTP, until Ctrl-C. */
@Command(
        name = "barkbase dev",
        description = "Runs BarkBase on localhost: the handlers that Lambda runs, over an embedded PostgreSQL 17.",
        footer = {
            "",
            "Set DB_HOST and its fellows, in the shell or in .env (see .env.example), to use another PostgreSQL.",
            "Data, logs and passwords are in .barkbase."
        },
        sortOptions = false)
public final class Dev implements Callable<Integer> {

    private static final int CANNOT_START = 1;
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "HTTP port (${DEFAULT-VALUE}; 0: any free one)")
    private int port;

    @Option(names = "--fresh", description = "begin anew: delete the embedded database with all its data")
    private boolean fresh;

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private final Closing closing = new Closing();
    private volatile boolean interrupted;

    public static void main(String... arguments) {
        Dev dev = new Dev();
        System.exit(
                new CommandLine(dev).setExecutionExceptionHandler(dev::explain).execute(arguments));
    }

    /** In one sentence what its user can mend; nothing of what fails only because Ctrl-C has taken it away. */
    private int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        boolean known = failure instanceof CannotStart
                || failure instanceof MigrationException
                || failure instanceof DbException;
        if (!known && !interrupted) {
            throw failure;
        }
        if (!interrupted) {
            System.err.println("dev: " + failure.getMessage());
        }
        return CANNOT_START;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::interrupt, "closing"));
        try (closing) {
            serve();
            new CountDownLatch(1).await();
        }
        return CANNOT_START;
    }

    private void interrupt() {
        interrupted = !closing.begun();
        closing.close();
    }

    private void serve() throws IOException {
        Path root = Path.of(System.getProperty("barkbase.home", ""))
                .toAbsolutePath()
                .normalize();
        Environment environment = Environment.read(root.resolve(".env"), System.getenv());
        var external = environment.database();
        if (fresh && external.isPresent()) {
            throw new CannotStart(
                    "--fresh would delete %s, which is not dev's: unset DB_* to begin anew with the embedded database."
                            .formatted(external.get()));
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new CannotStart("--port is %d; it must be from 0 to %d.".formatted(port, HIGHEST_PORT));
        }
        Home home = closing.open(() -> Home.open(root));
        Gateway gateway = closing.open(() -> Gateway.bind(port));
        Database database = external.isPresent()
                ? Database.external(external.get(), home, closing)
                : Database.embedded(home, fresh, closing);
        Tokens tokens = Tokens.withKeyIn(home.path("token.key"));
        List<KennelToken> issued = KennelToken.issue(database.kennels(), tokens);
        gateway.serve(
                new RouteTable(database.services()),
                new Authorizer(tokens, database.services()),
                new Pages(external.isPresent() ? List.of() : issued)); // no program here may read those of real kennels
        Announcement.print(gateway.port(), database, issued);
    }

    /** The server has gone: with us, since Ctrl-C in a terminal reaches it too and it is quicker, or without us. */
    static void stoppedUnexpectedly(Closing closing, Path log) {
        if (closing.beginsWithin(Duration.ofSeconds(1))) {
            return;
        }
        System.err.println("dev: PostgreSQL has stopped; the reason is at the end of " + log + ".");
        System.exit(CANNOT_START);
    }
}
