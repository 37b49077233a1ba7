package com.barkbase.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a function with SnapStart finds around it: the container's credentials, and Secrets Manager with one secret. */
public final class AwsEndpoints implements AutoCloseable {

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final List<String> readers = new CopyOnWriteArrayList<>();
    private volatile String keys = "first";
    private volatile Map<String, String> secret = Map.of();

    public AwsEndpoints() throws IOException {
        server.createContext("/credentials", this::giveKeys);
        server.createContext("/", this::giveSecret);
        server.start();
    }

    /** Of the access key, its secret and its session's token: each is made of this name. */
    public void issue(String name) {
        keys = name;
    }

    public static String secretKey(String name) {
        return "secret-key-of-the-" + name + "-session";
    }

    public static String token(String name) {
        return "token-of-the-" + name + "-session";
    }

    public void put(Map<String, String> fields) {
        secret = fields;
    }

    /** Whose keys the secret was read with, in order. */
    public List<String> readers() {
        return List.copyOf(readers);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public Map<String, String> variables() {
        String url = "http://127.0.0.1:" + port();
        return Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                url + "/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "let-me-in",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                url);
    }

    private void giveKeys(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                Map.of(
                        "AccessKeyId",
                        keys,
                        "SecretAccessKey",
                        secretKey(keys),
                        "Token",
                        token(keys),
                        "Expiration",
                        "2999-01-01T00:00:00Z"));
    }

    private void giveSecret(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        readers.add(authorization.replaceFirst(".*Credential=([^/]+)/.*", "$1"));
        answer(exchange, Map.of("SecretString", Jsonb.instance().toJson(secret)));
    }

    private static void answer(HttpExchange exchange, Map<String, String> members) throws IOException {
        try (exchange) {
            byte[] body = Jsonb.instance().toJson(members).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
