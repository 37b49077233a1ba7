package com.barkbase.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda function behind the HTTP API. A service extends it, says what serves each of its routes, and throws: here an
 * event becomes a {@link Request}, and every exception a problem document and a line of the log.
 *
 * <p>Without the layer this class and the handlers must still load, or {@link DbLayer} could not say why: so their
 * public constructors name no type of the db-layer, they catch none of its exceptions, and a {@code Scope} is passed on
 * as a {@code Scope}, since the JVM's verifier loads what it has to compare.
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
        Event event = Jsonb.instance().type(Event.class).fromJson(input);
        Response response = answer(event, context);
        output.write(Jsonb.instance().type(Response.class).toJsonBytes(response));
    }

    private Response answer(Event event, Context context) {
        try {
            Served found = served.get(event.routeKey());
            if (found == null) {
                throw Problem.notFound("No route " + event.routeKey() + ".");
            }
            return found.operation().answer(request(found.route(), event, context));
        } catch (RuntimeException failure) {
            return explain(failure, event, context);
        }
    }

    private static Request request(Route route, Event event, Context context) {
        UUID tenant = route.needsTenant() ? tenant(event) : null;
        Instant deadline = Instant.now().plusMillis(context.getRemainingTimeInMillis() - ANSWER_MILLIS);
        return new Request(event, tenant, deadline);
    }

    /** From the authorizer only: a header or a parameter is whatever the caller wrote. */
    private static UUID tenant(Event event) {
        return Ids.parse(event.tenantId())
                .orElseThrow(() -> Problem.unauthorized("The authorizer has named no tenant."));
    }

    private static Response explain(RuntimeException failure, Event event, Context context) {
        Problem problem = Failures.problem(failure);
        @Nullable String requestId = event.requestId();
        if (problem != failure) {
            context.getLogger()
                    .log("[API] %s %d requestId=%s %s%n"
                            .formatted(event.routeKey(), problem.status(), requestId, Failures.describe(failure)));
        }
        return problem.response(requestId);
    }
}
