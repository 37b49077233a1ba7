package com.barkbase.local;

import com.barkbase.Routes;
import com.barkbase.db.Pool;
import com.barkbase.http.Endpoint;
import com.barkbase.http.Route;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The backend's routes with one handler each service, made as Lambda makes them but with a pool of our own. */
final class RouteTable {

    /** A route that a request has met, with the values of its path's parameters. */
    record Match(Route route, Endpoint handler, Map<String, String> pathParameters) {}

    private final Map<Route, Endpoint> handlers = new LinkedHashMap<>();

    RouteTable(Pool pool) {
        Supplier<Pool> services = () -> pool;
        Map<Class<?>, Endpoint> made = new HashMap<>();
        for (Route route : Routes.ALL) {
            handlers.put(route, made.computeIfAbsent(route.handler(), type -> make(route.handler(), services)));
        }
    }

    private static Endpoint make(Class<? extends Endpoint> type, Supplier<Pool> pool) {
        try {
            return type.getConstructor(Supplier.class).newInstance(pool);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(
                    type.getName() + " needs a public constructor that takes Supplier<Pool>", failure);
        }
    }

    /** Where several fit, the one that leaves the least to its parameters, as in API Gateway. */
    Optional<Match> find(String method, String rawPath) {
        return handlers.entrySet().stream()
                .filter(entry -> method.equals(entry.getKey().method()))
                .flatMap(entry -> match(entry.getKey(), entry.getValue(), rawPath).stream())
                .min(Comparator.comparingInt(match -> match.pathParameters().size()));
    }

    private static Optional<Match> match(Route route, Endpoint handler, String rawPath) {
        return Optional.ofNullable(match(route.path(), rawPath)).map(values -> new Match(route, handler, values));
    }

    private static @Nullable Map<String, String> match(String template, String rawPath) {
        String[] expected = template.split("/", -1);
        String[] given = rawPath.split("/", -1);
        if (expected.length != given.length) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("{") && !given[i].isEmpty()) {
                parameters.put(expected[i].substring(1, expected[i].length() - 1), decode(given[i]));
            } else if (!expected[i].equals(given[i])) {
                return null;
            }
        }
        return parameters;
    }

    private static String decode(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
