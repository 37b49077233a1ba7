package com.barkbase.image;

import com.barkbase.Routes;
import com.barkbase.chaos.rig.Processes;
import com.barkbase.http.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./barkbase image}: what {@code backend/image/Dockerfile} runs, and who has no engine can. */
@Command(
        name = "barkbase image",
        description = {
            "Makes the files of a service for a container image: its jars, and an AOT cache from which its JVM starts.",
            "The service itself makes the cache by answering its reads, from a PostgreSQL and a Secrets Manager that"
                    + " end with the command."
        },
        sortOptions = false)
public final class Image implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    @Parameters(index = "0", paramLabel = "HANDLER", description = "the service, as com.barkbase.pets.PetsHandler")
    private String handler = "";

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            description = "where they go; the cache is good for this place alone, in an image /var/task")
    private Path folder = Path.of("");

    @Option(
            names = "--jvm",
            paramLabel = "HOME",
            description =
                    "the JVM that will run the service, in an image /var/lang: the cache is good for its build alone"
                            + " (default: the one that runs this)")
    private Path jvm = Path.of(System.getProperty("java.home"));

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    public static void main(String... arguments) {
        Runtime.getRuntime().addShutdownHook(new Thread(Processes::endAll, "ending what was started"));
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Image()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof IOException) {
                command.getErr().println("image: " + failure.getMessage());
                return FAILED;
            }
            throw failure;
        });
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Route> reads = reads(handler);
        if (reads.isEmpty()) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "image: there is no service '" + handler + "': say " + String.join(", ", services()) + ".");
            return WRONG_USAGE;
        }
        TaskRoot root =
                TaskRoot.lay(folder.toAbsolutePath(), Path.of(System.getProperty("barkbase.home", "")), handler);
        try (Training training = new Training(root, jvm, reads)) {
            training.make();
            System.out.println(training.check());
            return 0;
        }
    }

    private static List<Route> reads(String handler) {
        return Routes.ALL.stream()
                .filter(route -> route.handler().getName().equals(handler)
                        && route.method().equals("GET"))
                .toList();
    }

    private static List<String> services() {
        return Routes.ALL.stream()
                .map(route -> route.handler().getName())
                .distinct()
                .toList();
    }
}
