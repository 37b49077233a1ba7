package com.barkbase.db;

import static com.barkbase.db.ScriptedServer.always;
import static com.barkbase.db.ScriptedServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.ScriptedServer.Request;
import com.barkbase.db.ScriptedServer.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials of the container's endpoint, as a function with SnapStart gets them. */
class CredentialsSourceIT {
    private static final String FOUND = "{\"SecretString\":\"{}\"}";
    private static final String EXPIRED = "{\"__type\":\"ExpiredTokenException\"}";

    @TempDir
    Path folder;

    @Test
    void takesTheCredentialsOfTheContainerAndKeepsThem() throws IOException {
        try (ScriptedServer container = new ScriptedServer(issuing(Duration.ofHours(6)));
                ScriptedServer aws = new ScriptedServer(always(200, FOUND))) {
            SecretsManager client = client(aws, container, Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a token"));
            read(client);
            read(client);

            assertThat(container.requests()).hasSize(1);
            Request request = container.requests().get(0);
            assertThat(request.line()).isEqualTo("GET /role HTTP/1.1");
            assertThat(request.header("authorization")).isEqualTo("a token");
            assertThat(tokensOf(aws)).containsExactly("token1", "token1");
            assertThat(aws.requests().get(1).header("authorization")).contains(" Credential=AKID1/");
        }
    }

    @Test
    void asksTheContainerAgainShortlyBeforeTheCredentialsExpire() throws IOException {
        try (ScriptedServer container = new ScriptedServer(issuing(Duration.ofSeconds(50)));
                ScriptedServer aws = new ScriptedServer(always(200, FOUND))) {
            SecretsManager client = client(aws, container, Map.of());
            read(client);
            read(client);

            assertThat(tokensOf(aws)).containsExactly("token1", "token2");
        }
    }

    @Test
    void readsTheTokenFileAnewEachTime() throws IOException {
        Path file = folder.resolve("token");
        try (ScriptedServer container = new ScriptedServer(issuing(Duration.ofSeconds(50)));
                ScriptedServer aws = new ScriptedServer(always(200, FOUND))) {
            SecretsManager client =
                    client(aws, container, Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString()));
            for (String token : List.of("first", "second")) {
                Files.writeString(file, token);
                read(client);
            }

            assertThat(container.requests())
                    .extracting(request -> request.header("authorization"))
                    .containsExactly("first", "second");
        }
    }

    @Test
    void refusesATokenFileThatIsMissingOrHasALineBreak() throws IOException {
        Path file = folder.resolve("token");
        try (ScriptedServer server = new ScriptedServer(issuing(Duration.ofHours(6)))) {
            SecretsManager client =
                    client(server, server, Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString()));
            assertThat(CheckedReads.failureOf(client, "name", 20_000))
                    .hasMessage("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=" + file
                            + " cannot be read (NoSuchFileException): check that it exists and may be read.");

            Files.writeString(file, "hunter2\r\nX-Injected: 1");
            assertThat(CheckedReads.failureOf(ConfigurationException.class, client, "name", 20_000))
                    .hasMessage("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=" + file
                            + " holds a line break or another character that no header may have: remove it.");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void asksTheContainerOnceMoreWhereAwsSaysThatTheCredentialsExpired() throws IOException {
        Script aws = (number, request, out) -> send(number < 2 ? 400 : 200, number < 2 ? EXPIRED : FOUND, out);
        try (ScriptedServer container = new ScriptedServer(issuing(Duration.ofHours(6)));
                ScriptedServer server = new ScriptedServer(aws)) {
            read(client(server, container, Map.of()));
            assertThat(tokensOf(server)).containsExactly("token1", "token2");
        }
    }

    @Test
    void givesUpWhereFreshCredentialsAreExpiredToo() throws IOException {
        try (ScriptedServer container = new ScriptedServer(issuing(Duration.ofHours(6)));
                ScriptedServer aws = new ScriptedServer(always(400, EXPIRED))) {
            assertThat(CheckedReads.failureOf(client(aws, container, Map.of()), "name", 20_000))
                    .hasMessage("AWS refused the credentials of AWS_CONTAINER_CREDENTIALS_FULL_URI: check that the"
                            + " function's execution role exists and that nothing overrides these variables"
                            + " (ExpiredTokenException).");
            assertThat(container.requests()).hasSize(2);
            assertThat(aws.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"403, false", "404, false", "302, false", "500, true"})
    void tellsThatTheContainerRefuses(int status, boolean safeToRetry) throws IOException {
        try (ScriptedServer server = new ScriptedServer(always(status, "hunter2"))) {
            SecretException failure = CheckedReads.failureOf(client(server, server, Map.of()), "name", 20_000);
            assertThat(failure)
                    .hasMessage("The credentials endpoint 127.0.0.1 answered " + status + ": check"
                            + " AWS_CONTAINER_CREDENTIALS_FULL_URI and AWS_CONTAINER_AUTHORIZATION_TOKEN[_FILE].");
            assertThat(failure.safeToRetry()).isEqualTo(safeToRetry);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <html>hunter2
            {"AccessKeyId":"hunter2"}
            {"AccessKeyId":"a","SecretAccessKey":"hunter2","Expiration":"tomorrow"}
            """)
    void tellsThatTheContainerGaveNoCredentials(String answer) throws IOException {
        try (ScriptedServer server = new ScriptedServer(always(200, answer))) {
            assertThat(CheckedReads.failureOf(client(server, server, Map.of()), "name", 20_000))
                    .hasMessage("The endpoint of AWS_CONTAINER_CREDENTIALS_FULL_URI answered with something that is not"
                            + " credentials (AccessKeyId, SecretAccessKey, Token, Expiration): check the variable.");
        }
    }

    @Test
    void tellsThatTheContainerIsSilent() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer((number, request, out) -> over.await())) {
            SecretException failure = CheckedReads.failureOf(client(server, server, Map.of()), "name", 300);
            assertThat(failure)
                    .hasMessage("No AWS credentials within 300 ms: the endpoint of AWS_CONTAINER_CREDENTIALS_FULL_URI"
                            + " did not answer.");
            assertThat(failure.safeToRetry()).isTrue();
        } finally {
            over.countDown();
        }
    }

    @Test
    void tellsThatTheContainerIsNotThere() throws IOException {
        ScriptedServer gone = new ScriptedServer(always(200, ""));
        gone.close();
        SecretException failure = CheckedReads.failureOf(client(gone, gone, Map.of()), "name", 20_000);
        assertThat(failure)
                .hasMessage("The credentials endpoint 127.0.0.1 cannot be read (java.net.ConnectException: Connection"
                        + " refused): check AWS_CONTAINER_CREDENTIALS_FULL_URI.");
        assertThat(failure.safeToRetry()).isTrue();
    }

    /** Numbered credentials, so that a request tells which it was signed with. */
    private static Script issuing(Duration life) {
        return (number, request, out) -> send(
                200,
                Json.write(Map.of(
                        "AccessKeyId", "AKID" + number,
                        "SecretAccessKey", "key" + number,
                        "Token", "token" + number,
                        "Expiration", Instant.now().plus(life).toString())),
                out);
    }

    private static List<String> tokensOf(ScriptedServer aws) {
        return aws.requests().stream()
                .map(request -> request.header("x-amz-security-token"))
                .toList();
    }

    private static void read(SecretsManager client) {
        assertThat(client.read("name", SecretSource.CURRENT, 20_000)).isEqualTo("{}");
    }

    private static SecretsManager client(ScriptedServer aws, ScriptedServer container, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", "barkbase-dev-pets");
        variables.put("AWS_ENDPOINT_URL", aws.url());
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.url() + "/role");
        return new SecretsManager(variables);
    }
}
