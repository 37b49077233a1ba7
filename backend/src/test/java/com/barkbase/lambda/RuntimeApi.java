package com.barkbase.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's side of an execution environment: hands out events one by one and keeps what is reported of them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">AWS: the Lambda runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final int FUNCTION_TIMEOUT_SECONDS = 10;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final CountDownLatch restored = new CountDownLatch(1);

    /** What came of an event or of the initialisation, with the JSON that tells it. */
    record Report(Kind kind, String body) {
        enum Kind {
            /** With SnapStart: the hooks have run, the snapshot may be taken. */
            CHECKPOINT,
            /** A hook that runs after the restore has failed. */
            RESTORE_ERROR,
            RESPONSE,
            INVOCATION_ERROR,
            INIT_ERROR,
            EXIT
        }
    }

    RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(ROOT + "invocation/next", this::next);
        server.createContext(ROOT + "invocation/1/response", exchange -> keep(exchange, Report.Kind.RESPONSE));
        server.createContext(ROOT + "invocation/1/error", exchange -> keep(exchange, Report.Kind.INVOCATION_ERROR));
        server.createContext(ROOT + "restore/next", this::restoreNext);
        server.createContext(ROOT + "restore/error", exchange -> keep(exchange, Report.Kind.RESTORE_ERROR));
        server.createContext(ROOT + "init/error", exchange -> keep(exchange, Report.Kind.INIT_ERROR));
        server.start();
    }

    /** As {@code AWS_LAMBDA_RUNTIME_API} names it. */
    String hostAndPort() {
        return server.getAddress().getAddress().getHostAddress() + ":" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    void send(String event) {
        events.add(event);
    }

    /** The snapshot that was waited for is restored, as far as the process can tell. */
    void restore() {
        restored.countDown();
    }

    /** The runtime's process has ended, so that nothing more will be reported. */
    void ended() {
        reports.add(new Report(Report.Kind.EXIT, ""));
    }

    @Nullable
    Report awaitReport(int seconds) throws InterruptedException {
        return reports.poll(seconds, TimeUnit.SECONDS);
    }

    private void restoreNext(HttpExchange exchange) throws IOException {
        try (exchange) {
            reports.add(new Report(Report.Kind.CHECKPOINT, ""));
            restored.await();
            exchange.sendResponseHeaders(200, -1);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] event = events.take().getBytes(UTF_8);
            Instant deadline = Instant.now().plusSeconds(FUNCTION_TIMEOUT_SECONDS);
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/json"); // without it the client ends with a segmentation fault
            headers.set("Lambda-Runtime-Aws-Request-Id", "1");
            headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline.toEpochMilli()));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-2:000000000000:function:kennel");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(HttpExchange exchange, Report.Kind kind) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            exchange.sendResponseHeaders(202, -1);
            reports.add(new Report(kind, body));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
