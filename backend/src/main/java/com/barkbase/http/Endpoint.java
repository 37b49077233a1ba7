package com.barkbase.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function behind the HTTP API. A service extends it, says what serves each of its routes, and throws: here an
 * event becomes a {@link Request}, every exception a problem document, and every request a line of the log.
 *
 * <p>Without the layer this class and the handlers must still load, or {@link DbLayer} could not say why: so their
 * public constructors name no type of the db-layer, they catch none of its exceptions, and {@code Statements} are
 * passed on as {@code Statements}, since the JVM's verifier loads what it has to compare.
 */
public abstract class Endpoint implements RequestStreamHandler {

    /** Milliseconds that are left for the answer itself when the database's part must end. */
    private static final int ANSWER_MILLIS = 250;

    private static final int REHEARSAL_MILLIS = 6_000;

    private final Map<String, Served> served = new LinkedHashMap<>();

    @SuppressWarnings("unused") // but for being there: the runtime holds its hooks weakly
    private final @Nullable Priming priming = Priming.of(this);

    /** What serves a route. */
    @FunctionalInterface
    protected interface Operation {
        Response answer(Request request);
    }

    private record Served(Route route, Operation operation) {}

    protected final void serve(Route route, Operation operation) {
        served.put(route.key(), new Served(route, operation));
    }

    /** All that it serves. */
    final List<Route> routes() {
        return served.values().stream().map(Served::route).toList();
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        LogLine line =
                handle(input.readAllBytes(), output, context.getFunctionName(), context::getRemainingTimeInMillis);
        // As bytes: where a function logs in JSON, Lambda wraps a text, and CloudWatch finds no metric in it.
        context.getLogger().log(line.toString().getBytes(UTF_8));
    }

    /** Answers an event before there is anyone to answer: all is done as ever, but the log's line is the caller's. */
    final LogLine rehearse(byte[] json) throws IOException {
        OutputStream nowhere = OutputStream.nullOutputStream();
        LogLine line = handle(json, nowhere, "rehearsal", () -> REHEARSAL_MILLIS);
        nowhere.write(line.toString().getBytes(UTF_8));
        return line;
    }

    private LogLine handle(byte[] json, OutputStream output, String function, IntSupplier remainingMillis)
            throws IOException {
        Event event = Jsonb.instance().type(Event.class).fromJson(json);
        Exchange exchange = new Exchange(event, function);
        Response response = answer(event, exchange, remainingMillis).requestId(event.requestId());
        output.write(Jsonb.instance().type(Response.class).toJsonBytes(response));
        return exchange.logLine(response.statusCode());
    }

    private Response answer(Event event, Exchange exchange, IntSupplier remainingMillis) {
        Served found = served.get(event.routeKey());
        if (found == null) {
            return exchange.explain(Problem.notFound("No route " + event.routeKey() + "."), null);
        }
        try {
            int millis = remainingMillis.getAsInt() - ANSWER_MILLIS;
            return found.operation().answer(exchange.request(found.route(), millis));
        } catch (RuntimeException failure) {
            return exchange.explain(failure, found.route());
        }
    }
}
