package com.barkbase.local;

import com.barkbase.http.Problem;
import com.barkbase.http.Response;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a browser shows of {@code dev}, and nothing deployed has: the kennels, and the API's document. A page of another
 * origin can't read them: they have no CORS headers, and are refused where localhost is reached under another name.
 */
final class Pages {

    private static final String LOCALHOST = "(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final Map<String, Supplier<Response>> pages;

    /** @param kennels whose tokens the pages get, and with them every program on this machine that asks */
    Pages(List<KennelToken> kennels) {
        Response tokens = Response.ok(Map.of(
                "items",
                kennels.stream()
                        .map(one -> Map.of("name", one.kennel(), "token", one.token()))
                        .toList()));
        pages = Map.of(
                "/", () -> Page.html("home.html"),
                "/docs", () -> Page.html("docs.html"),
                "/docs/swagger-ui.css", () -> Page.swagger("swagger-ui.css", "text/css"),
                "/docs/swagger-ui-bundle.js", () -> Page.swagger("swagger-ui-bundle.js", "text/javascript"),
                "/dev/kennels", () -> tokens);
    }

    /** Empty where the request is for no page. */
    Optional<Response> find(HttpExchange exchange) {
        Supplier<Response> page = pages.get(exchange.getRequestURI().getPath());
        if (page == null || !METHODS.contains(exchange.getRequestMethod())) {
            return Optional.empty();
        }
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        return Optional.of(host.matches(LOCALHOST) ? page.get() : refusal(host));
    }

    private static Response refusal(String host) {
        return Problem.forbidden("Open this page as localhost; here it was asked for as %s.".formatted(host))
                .response(null);
    }
}
