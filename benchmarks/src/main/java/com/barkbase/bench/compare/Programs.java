package com.barkbase.bench.compare;

import com.barkbase.bench.subject.Function;
import com.barkbase.bench.subject.Subject;
import com.barkbase.chaos.rig.Commands;
import com.barkbase.db.Db;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

/** Where each competitor's program is. {@code ./barkbase} builds them, in {@code benchmarks/contenders}. */
public final class Programs {
    private static final String VERSION = "-1.0.0-SNAPSHOT.jar";

    private static final String RUNTIME_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private final Path contenders;
    private final Path layer;

    /** @param home the project's folder */
    public Programs(Path home) {
        this.contenders = home.resolve("benchmarks/contenders").toAbsolutePath();
        this.layer = home.resolve("aws/layers/db-layer/target/db-layer.zip");
    }

    double layerMegabytes() throws IOException {
        return Files.size(layer) / 1e6;
    }

    /** Whether it was built, or is installed on this machine. */
    public boolean has(Competitor competitor) {
        return switch (competitor) {
            case PSQL -> Commands.isPresent("psql", "--version");
            case PGBENCH -> Commands.isPresent("pgbench", "--version");
            case NODE -> Files.exists(folder(competitor).resolve("node_modules"));
            default -> competitor.module.isEmpty() || Files.exists(jar(competitor));
        };
    }

    /** Who is not here, and so in no table. */
    List<String> missing() {
        return Stream.of(Competitor.values())
                .filter(each -> !has(each))
                .map(each -> each.title)
                .toList();
    }

    /** The command that plays a scenario; {@code flags} are for its JVM. */
    List<String> command(Competitor competitor, List<String> flags, List<String> scenario) throws IOException {
        List<String> program = switch (competitor) {
            case PSQL, PGBENCH -> List.of();
            case NODE ->
                List.of("node", folder(competitor).resolve("contender.js").toString());
            case QUARKUS ->
                java(
                        flags,
                        "-jar",
                        folder(competitor)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString());
            default -> java(flags, "-cp", classpath(competitor), Subject.class.getName(), competitor.contender());
        };
        return Stream.concat(program.stream(), scenario.stream()).toList();
    }

    /** The command that starts a contender as a function. */
    List<String> function(Contestant contestant, List<String> flags) throws IOException {
        String classpath = classpath(contestant.who())
                + File.pathSeparator
                + Files.readString(contenders.resolve("runtime-client/target/classpath"))
                        .strip();
        List<String> all = new ArrayList<>(flags);
        all.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"); // as Lambda does
        all.add("--sun-misc-unsafe-memory-access=allow");
        all.add("--enable-native-access=ALL-UNNAMED");
        return java(all, "-cp", classpath, RUNTIME_CLIENT, Function.class.getName() + "::handle");
    }

    private static List<String> java(List<String> flags, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(flags);
        command.addAll(List.of(more));
        return command;
    }

    /** The command of the process that the chaos attacks. */
    public List<String> peer(Competitor competitor) throws IOException {
        if (competitor == Competitor.NODE) {
            return List.of("node", folder(competitor).resolve("contender.js").toString(), "peer");
        }
        String peer = competitor.contender().replace("Contender", "Peer");
        return java(Jvm.LAMBDA.flags(), "-cp", classpath(competitor), peer);
    }

    /** Jars only, as an AOT cache wants it. */
    public String classpath(Competitor competitor) throws IOException {
        if (competitor.module.isEmpty()) {
            return Stream.of(Subject.class, Db.class, Driver.class)
                    .map(Programs::jar)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        String libraries = Files.readString(folder(competitor).resolve("target/classpath"));
        return jar(competitor) + File.pathSeparator + libraries.strip();
    }

    private Path folder(Competitor competitor) {
        return contenders.resolve(competitor.module);
    }

    private Path jar(Competitor competitor) {
        return folder(competitor).resolve("target").resolve(competitor.module + VERSION);
    }

    private static String jar(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
