package com.barkbase.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.chaos.rig.Folder;
import com.barkbase.chaos.rig.Installation;
import com.barkbase.chaos.rig.Postgres;
import com.barkbase.db.Pool;
import com.barkbase.http.Rehearsal;
import com.barkbase.http.Route;
import com.barkbase.lambda.LambdaRuntime;
import com.barkbase.migrate.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Has the JVM write a cache of the classes and profiles of a function that answers each of its reads, by AWS's client,
 * with its login from a secret by HTTPS and its rows by TLS.
 *
 * @see <a href="https://openjdk.org/jeps/514">JEP 514: Ahead-of-Time Command-Line Ergonomics</a>
 */
final class Training implements AutoCloseable {
    private static final String ANSWERED = "{\"statusCode\":200,";
    private static final String FROM_CACHE = "source: shared objects file";

    private final TaskRoot root;
    private final Path jvm;
    private final List<Route> reads;
    private final Folder folder = Folder.create("barkbase-image");
    private final Installation around = Installation.overHttps(Map.of());
    private final Path trust;

    Training(TaskRoot root, Path jvm, List<Route> reads) throws IOException {
        this.root = root;
        this.jvm = jvm;
        this.reads = reads;
        this.trust = around.postgres().authority().trustStore(folder.path());
        try (Pool owner = Pool.open(around.postgres().variables(Postgres.OWNER))) {
            Schema.migrate(owner);
        }
    }

    /**
     * What a start takes from its cache.
     *
     * @param cached how many of the {@code classes} that are loaded up to the last answer
     */
    record Start(long cached, long classes, double megabytes) {
        @Override
        public String toString() {
            return "the JVM takes %,d of %,d classes from the cache, which has %.0f MB"
                    .formatted(cached, classes, megabytes);
        }
    }

    /** Makes the cache. */
    void make() throws IOException, InterruptedException {
        Files.deleteIfExists(root.cache());
        String log = answerAll(List.of("-XX:AOTCacheOutput=" + root.cache()));
        if (Files.notExists(root.cache())) {
            throw new IOException("no cache was made; the JVM said:\n" + log);
        }
    }

    /** Starts it from the cache; a JVM that can't does not start at all here, while in an image it is only slower. */
    Start check() throws IOException, InterruptedException {
        Path loaded = folder.path().resolve("loaded");
        answerAll(List.of(root.cacheFlag(), "-XX:AOTMode=on", "-Xlog:class+load:file=" + loaded));
        List<String> classes = Files.readAllLines(loaded);
        long cached = classes.stream().filter(line -> line.contains(FROM_CACHE)).count();
        return new Start(cached, classes.size(), Files.size(root.cache()) / 1e6);
    }

    /** The function's log. */
    private String answerAll(List<String> flags) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(flags);
        all.add("-Djavax.net.ssl.trustStore=" + trust);
        Path scratch = Files.createTempDirectory(folder.path(), "start");
        try (LambdaRuntime function =
                LambdaRuntime.start(scratch, root.command(jvm, all), root.folder(), around.environment("training"))) {
            for (Route read : reads) {
                answer(function, read);
            }
            function.shutDown();
            return function.log();
        }
    }

    private static void answer(LambdaRuntime function, Route read) throws IOException {
        String answer;
        try {
            answer = function.invoke(new String(Rehearsal.of(read), UTF_8));
        } catch (AssertionError | LambdaRuntime.FunctionError none) {
            answer = none.getMessage();
        }
        if (!String.valueOf(answer).startsWith(ANSWERED)) {
            throw new IOException(read.key() + " was answered by: " + answer);
        }
    }

    @Override
    public void close() throws IOException {
        around.close();
        folder.close();
    }
}
