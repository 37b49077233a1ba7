package com.barkbase.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

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

    private final Map<String, Served> served = new HashMap<>();

    /** What serves a route. */
    @FunctionalInterface
    protected interface Operation {
        Response answer(Request request);
    }

    private record Served(Route route, Operation operation) {}

    protected final void serve(Route route, Operation operation) {
        served.put(route.key(), new Served(route, operation));
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Event event = Jsonb.instance().type(Event.class).fromJson(input.readAllBytes());
        Exchange exchange = new Exchange(event, context.getFunctionName());
        Response response = answer(event, exchange, context).requestId(event.requestId());
        output.write(Jsonb.instance().type(Response.class).toJsonBytes(response));
        // As bytes: where a function logs in JSON, Lambda wraps a text, and CloudWatch finds no metric in it.
        context.getLogger()
                .log(exchange.logLine(response.statusCode()).toString().getBytes(UTF_8));
    }

    private Response answer(Event event, Exchange exchange, Context context) {
        Served found = served.get(event.routeKey());
        if (found == null) {
            return exchange.explain(Problem.notFound("No route " + event.routeKey() + "."), null);
        }
        try {
            int millis = context.getRemainingTimeInMillis() - ANSWER_MILLIS;
            return found.operation().answer(exchange.request(found.route(), millis));
        } catch (RuntimeException failure) {
            return exchange.explain(failure, found.route());
        }
    }
}
