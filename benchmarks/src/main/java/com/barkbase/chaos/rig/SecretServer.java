package com.barkbase.chaos.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * AWS Secrets Manager on loopback: versions with staging labels, as a rotation moves them, and the faults that the real
 * one has. It looks at no signature. Thread-safe.
 */
public final class SecretServer implements AutoCloseable {
    private static final int BACKLOG = 2_000;
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpServer server;
    private final StagedSecret secret;
    private final Queue<Read> reads = new ConcurrentLinkedQueue<>();
    private volatile Trouble trouble = Trouble.NONE;

    /**
     * A request to read a secret's value.
     *
     * @param accessKey by which its sender may be known
     * @param stage the staging label asked for
     * @param status what it was answered; 0 for no answer
     */
    public record Read(long nanoTime, String accessKey, String stage, int status) {}

    public SecretServer(StagedSecret secret) throws IOException {
        this(secret, HttpServer.create(ANY_PORT, BACKLOG));
    }

    /** By HTTPS, as the real one is. */
    public SecretServer(StagedSecret secret, SSLContext certificate) throws IOException {
        this(secret, https(certificate));
    }

    private static HttpServer https(SSLContext certificate) throws IOException {
        HttpsServer https = HttpsServer.create(ANY_PORT, BACKLOG);
        https.setHttpsConfigurator(new HttpsConfigurator(certificate));
        return https;
    }

    private SecretServer(StagedSecret secret, HttpServer server) {
        this.secret = secret;
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:"
                + server.getAddress().getPort();
    }

    /** The variables of a pool whose login is in this secret; {@code environment} is told from others by its key. */
    public Map<String, String> variables(String environment) {
        return Map.of(
                "DB_SECRET_NAME",
                secret.name(),
                "AWS_REGION",
                "us-east-2",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                url(),
                "AWS_ACCESS_KEY_ID",
                environment,
                "AWS_SECRET_ACCESS_KEY",
                "secret-access-key");
    }

    public void trouble(Trouble next) {
        trouble = next;
    }

    /** All reads so far, in order. */
    public List<Read> reads() {
        return List.copyOf(reads);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = json.readTree(exchange.getRequestBody());
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            boolean value = target.endsWith(".GetSecretValue");
            String stage = request.path("VersionStage").asText(StagedSecret.CURRENT);
            Trouble.Answer answer = trouble.befalls(stage);
            if (answer == null) {
                answer = value
                        ? value(request, stage)
                        : new Trouble.Answer(200, json.writeValueAsString(secret.described()));
            }
            if (value) {
                reads.add(new Read(System.nanoTime(), accessKey(exchange), stage, answer.status()));
            }
            send(answer, exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Trouble.Answer value(JsonNode request, String stage) throws IOException {
        @Nullable
        Map<String, Object> found = request.hasNonNull("VersionId")
                ? secret.version(request.get("VersionId").asText())
                : secret.stage(stage);
        return found == null
                ? Trouble.Answer.refusal(
                        400,
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret value for staging label: " + stage)
                : new Trouble.Answer(200, json.writeValueAsString(found));
    }

    private static void send(Trouble.Answer answer, HttpExchange exchange) throws IOException {
        if (answer.status() == 0) {
            return; // closed without a word
        }
        byte[] body = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    private static String accessKey(HttpExchange exchange) {
        Matcher key =
                ACCESS_KEY.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        return key.find() ? key.group(1) : "nobody";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
