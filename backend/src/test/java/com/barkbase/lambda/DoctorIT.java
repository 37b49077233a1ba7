package com.barkbase.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Kennels;
import com.barkbase.doctor.DoctorHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The doctor as a function: what keeps other functions from their rows must not keep it from its answer. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client exists for Linux alone")
class DoctorIT {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final String NAME = "barkbase/dev/postgres/app";
    private static final String KEY = "nobody-may-read-this";

    @TempDir
    static Path opt;

    @TempDir
    Path scratch;

    @BeforeAll
    static void unpack() throws IOException {
        FunctionCode.unpackLayer(opt);
    }

    private String answer(Path layers, Map<String, String> variables) throws IOException {
        Path taskRoot = Files.createDirectory(scratch.resolve("task"));
        FunctionCode function = FunctionCode.services(taskRoot, DoctorHandler.class);
        try (LambdaRuntime runtime = LambdaRuntime.start(scratch, JDK, function, layers, variables)) {
            String answer = runtime.invoke("{}");
            assertThat(runtime.log() + answer).doesNotContain(KEY);
            return answer;
        }
    }

    private static Map<String, String> secretMode(String endpoint) {
        return Map.of(
                "DB_SECRET_NAME",
                NAME,
                "DB_CONNECTION_TIMEOUT",
                "2000",
                "AWS_REGION",
                "us-east-2",
                "AWS_ACCESS_KEY_ID",
                "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY",
                KEY,
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                endpoint);
    }

    @Test
    void soundFunctionIsHealthy() throws IOException {
        int port = Kennels.owner()
                .query("SELECT inet_server_port() AS port")
                .first()
                .orElseThrow()
                .integer("port");
        assertThat(answer(
                        opt,
                        Map.of(
                                "DB_HOST", "localhost",
                                "DB_PORT", Integer.toString(port),
                                "DB_NAME", "kennels",
                                "DB_USER", "barkbase_app",
                                "DB_PASSWORD", KEY,
                                "DB_SSL_MODE", "disable")))
                .startsWith(
                        "{\"healthy\":true,\"steps\":[{\"step\":\"layer\",\"state\":\"ok\",\"message\":\"attached\"}")
                .endsWith("{\"step\":\"isolation\",\"state\":\"ok\",\"message\":\"tenants are kept apart\"}]}");
    }

    @Test
    void functionWithoutTheLayerAnswersSo() throws IOException {
        assertThat(answer(scratch.resolve("nothing"), Map.of()))
                .startsWith("{\"healthy\":false,\"steps\":[{\"step\":\"layer\",\"state\":\"wrong\",\"message\":"
                        + "\"[DB-LAYER] The db-layer is not attached to this function: ");
    }

    @Test
    void functionWithoutVariablesAnswersSo() throws IOException {
        assertThat(answer(opt, Map.of()))
                .contains("\"step\":\"variables\",\"state\":\"wrong\",\"message\":\"The db-layer's variables are wrong:"
                        + " neither DB_SECRET_NAME nor DB_HOST is set, and on Lambda");
    }

    @Test
    void roleThatIamDeniesIsNamedWithTheActionToGrant() throws IOException {
        HttpServer denying = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        denying.createContext("/", exchange -> {
            byte[] body = "{\"__type\":\"AccessDeniedException\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        denying.start();
        try {
            assertThat(answer(
                            opt,
                            secretMode(
                                    "http://127.0.0.1:" + denying.getAddress().getPort())))
                    .contains("\"step\":\"secret\",\"state\":\"wrong\",\"message\":\"Access to the secret '" + NAME
                            + "' in us-east-2 is denied: grant the caller secretsmanager:GetSecretValue on it.\"");
        } finally {
            denying.stop(0);
        }
    }

    @Test
    void subnetWithoutAWayToSecretsManagerIsToldSo() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(answer(opt, secretMode("http://127.0.0.1:" + silent.getLocalPort())))
                    .contains("\"step\":\"secret\",\"state\":\"wrong\",\"message\":\"Secrets Manager at 127.0.0.1:")
                    .contains("in a VPC the function's subnets need an interface endpoint for Secrets Manager or a NAT"
                            + " gateway.");
        }
    }
}
