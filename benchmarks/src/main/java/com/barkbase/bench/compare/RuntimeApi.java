package com.barkbase.bench.compare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lambda's side of one environment: hands out one event, and knows when it was answered. */
final class RuntimeApi implements AutoCloseable {
    /** The variable that says that the initialised process becomes a snapshot. */
    static final String SNAPSHOT = "AWS_LAMBDA_INITIALIZATION_TYPE";

    private static final int LIMIT_SECONDS = 60;
    private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Instant> checkpoint = new CompletableFuture<>();
    private final CountDownLatch restored = new CountDownLatch(1);
    private final CompletableFuture<Instant> answered = new CompletableFuture<>();

    RuntimeApi() throws IOException {
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    Map<String, String> variables() {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                server.getAddress().getAddress().getHostAddress() + ":"
                        + server.getAddress().getPort(),
                "AWS_LAMBDA_FUNCTION_NAME",
                "kennel");
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Instant now = Instant.now();
        try (exchange) {
            if (path.endsWith("/invocation/next")) {
                next(exchange);
                return;
            }
            if (path.endsWith("/restore/next")) {
                checkpoint.complete(now);
                restored.await();
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(202, -1);
            if (path.endsWith("/response")) {
                answered.complete(now);
            } else {
                IOException told = new IOException(path + " " + new String(body, StandardCharsets.UTF_8));
                answered.completeExceptionally(told);
                checkpoint.completeExceptionally(told);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        if (answered.isDone()) {
            new CountDownLatch(1).await(); // there is no second event
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", "1");
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        String.valueOf(Instant.now().plusSeconds(LIMIT_SECONDS).toEpochMilli()));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-2:000000000000:function:kennel");
        exchange.sendResponseHeaders(200, EVENT.length);
        exchange.getResponseBody().write(EVENT);
    }

    /** Waits for the process to be as a snapshot would have it, lets it go on and says from when. */
    Instant restore() throws IOException, InterruptedException {
        await(checkpoint);
        Thread.sleep(100); // whatever its initialiser has left to do is not the restored one's
        Instant now = Instant.now();
        restored.countDown();
        return now;
    }

    Instant answered() throws IOException, InterruptedException {
        return await(answered);
    }

    private static Instant await(CompletableFuture<Instant> moment) throws IOException, InterruptedException {
        try {
            return moment.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no answer: " + e, e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
