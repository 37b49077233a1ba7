package com.barkbase.local;

import com.barkbase.http.Cors;
import com.barkbase.http.Failures;
import com.barkbase.http.Problem;
import com.barkbase.http.Response;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * API Gateway's part on localhost: routes, authorizer, CORS, events. Listens on loopback only. The Host header is
 * looked at for {@link Pages} only: a foreign page that reaches the API under its own name (DNS rebinding) has no
 * token, and no cookie is a login.
 */
final class Gateway implements AutoCloseable {

    private static final int DRAIN_SECONDS = 1;

    private final HttpServer server;

    private Gateway(HttpServer server) {
        this.server = server;
    }

    /** Takes the port, so that a taken one is told before anything else is done; {@link #serve} begins to answer. */
    static Gateway bind(int port) {
        try {
            return new Gateway(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
        } catch (BindException taken) {
            throw new CannotStart(
                    "Port %d is taken%s: choose another with --port N.".formatted(port, PortHolder.describe(port)),
                    taken);
        } catch (IOException failure) {
            throw new CannotStart("Port %d can't be opened (%s).".formatted(port, failure), failure);
        }
    }

    void serve(RouteTable routes, Authorizer authorizer, Pages pages) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                Optional<Response> page = pages.find(exchange);
                if (page.isPresent()) {
                    send(exchange, page.get());
                } else {
                    handle(exchange, routes, authorizer);
                }
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(DRAIN_SECONDS);
    }

    private static void handle(HttpExchange exchange, RouteTable routes, Authorizer authorizer) throws IOException {
        @Nullable String origin = exchange.getRequestHeaders().getFirst("Origin");
        Cors.headers(origin).forEach(exchange.getResponseHeaders()::set);
        if (isPreflight(exchange)) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        send(exchange, answer(exchange, routes, authorizer));
    }

    private static boolean isPreflight(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("OPTIONS")
                && exchange.getRequestHeaders().containsKey("Access-Control-Request-Method");
    }

    private static Response answer(HttpExchange exchange, RouteTable routes, Authorizer authorizer) throws IOException {
        String requestId = UUID.randomUUID().toString();
        try {
            return invoke(exchange, routes, authorizer, requestId);
        } catch (RuntimeException failure) {
            Problem problem = Failures.problem(failure);
            if (problem != failure) {
                System.err.printf(
                        "[GATEWAY] %d requestId=%s %s%n", problem.status(), requestId, Failures.describe(failure));
            }
            return problem.response(requestId);
        }
    }

    private static Response invoke(HttpExchange exchange, RouteTable routes, Authorizer authorizer, String requestId)
            throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        RouteTable.Match match = routes.find(exchange.getRequestMethod(), path)
                .orElseThrow(() -> Problem.notFound("No route %s %s.".formatted(exchange.getRequestMethod(), path)));
        Map<String, Object> context =
                match.route().needsTenant() ? authorizer.context(authorization(exchange)) : Map.of();
        byte[] event = Payload.of(exchange, match.route(), match.pathParameters(), context, requestId);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        match.handler().handleRequest(new ByteArrayInputStream(event), output, LocalContext.of(requestId));
        return Jsonb.instance().type(Response.class).fromJson(output.toByteArray());
    }

    /** Joined where repeated, as in the event: two tokens are none, rather than the first of them. */
    private static String authorization(HttpExchange exchange) {
        return String.join(",", exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        boolean bodyless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.statusCode(), bodyless ? -1 : body.length);
        if (!bodyless) {
            exchange.getResponseBody().write(body);
        }
    }
}
