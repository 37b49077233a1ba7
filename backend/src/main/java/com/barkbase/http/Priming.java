package com.barkbase.http;

import java.io.IOException;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Has a function answer each of its reads once before Lambda takes the snapshot that all its environments start from
 * (SnapStart), so that what a request needs is loaded and compiled. They leave no line in the log.
 *
 * <p>Hooks run in the reverse order of their registration: the db-layer's, which closes the connections, comes after.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime hooks</a>
 */
final class Priming implements Resource {

    private static final String NOT_PRIMED = "not primed, the first request after a restore will be slower: ";

    private final Endpoint endpoint;

    private Priming(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Prepares the priming of {@code endpoint} where there will be a snapshot.
     *
     * @return what the endpoint must keep, since the runtime holds its hooks weakly
     */
    static @Nullable Priming of(Endpoint endpoint) {
        if (!"snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            return null;
        }
        Priming priming = new Priming(endpoint);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    /** Never throws: the runtime would end the process, and a function that is not primed is merely slower. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            prime(endpoint.routes().stream()
                    .filter(route -> route.method().equals("GET"))
                    .toList());
        } catch (IOException | RuntimeException | LinkageError failure) {
            tell(NOT_PRIMED + failure);
        }
    }

    /** The first that can't be answered ends it: the others would only wait for the same database. */
    private void prime(List<Route> reads) throws IOException {
        long begun = System.nanoTime();
        for (Route route : reads) {
            LogLine line = endpoint.rehearse(Rehearsal.of(route));
            if (line.status() != 200) {
                tell(NOT_PRIMED + route.key() + " got " + line.status() + " " + line.error());
                return;
            }
        }
        tell("primed %d routes in %d ms".formatted(reads.size(), (System.nanoTime() - begun) / 1_000_000));
    }

    private static void tell(String message) {
        System.err.println("[DB-LAYER] " + message);
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // The first request connects, so that a restore waits for nothing.
    }
}
