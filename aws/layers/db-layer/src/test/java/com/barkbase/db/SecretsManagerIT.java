package com.barkbase.db;

import static com.barkbase.db.ScriptedServer.always;
import static com.barkbase.db.ScriptedServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.ScriptedServer.Request;
import com.barkbase.db.ScriptedServer.Script;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of Secrets Manager that a function can meet, played by a server of our own. */
class SecretsManagerIT {
    private static final String NAME = "barkbase/dev/postgres/credentials";
    private static final String SECRET = "{\"username\":\"app\",\"password\":\"hunter2-in-the-answer\"}";
    private static final String FOUND = Json.write(Map.of("SecretString", SECRET));
    private static final String IT = "secret '" + NAME + "' in us-west-2";
    private static final long PATIENT_MILLIS = 20_000;

    @Test
    void readsTheVersionAskedForWithOneSignedRequest() throws Exception {
        try (ScriptedServer server = new ScriptedServer(always(200, FOUND))) {
            assertThat(client(server).read(NAME, "AWSPREVIOUS", PATIENT_MILLIS)).isEqualTo(SECRET);

            Request request = only(server.requests());
            assertThat(request.line()).isEqualTo("POST / HTTP/1.1");
            assertThat(request.header("x-amz-target")).isEqualTo("secretsmanager.GetSecretValue");
            assertThat(request.header("content-type")).isEqualTo("application/x-amz-json-1.1");
            assertThat(request.header("connection")).isEqualTo("close");
            assertThat(Json.object(request.body()))
                    .containsOnly(Map.entry("SecretId", NAME), Map.entry("VersionStage", "AWSPREVIOUS"));
            assertThat(request.header("authorization")).isEqualTo(signatureOf(request, "us-west-2"));
        }
    }

    @Test
    void asksInTheRegionOfAFullArn() throws Exception {
        String arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:" + NAME + "-AbCdEf";
        try (ScriptedServer server = new ScriptedServer(always(200, FOUND))) {
            assertThat(client(server).read(arn, SecretSource.CURRENT, PATIENT_MILLIS))
                    .isEqualTo(SECRET);
            Request request = only(server.requests());
            assertThat(request.header("authorization")).isEqualTo(signatureOf(request, "eu-west-1"));
        }
    }

    @Test
    void tellsThatTheSecretIsMissing() throws Exception {
        refusedAtOnce(400, refusal("ResourceNotFoundException"))
                .isEqualTo("Secrets Manager has no " + IT + " with a version AWSCURRENT:"
                        + " check DB_SECRET_NAME and AWS_REGION.");
    }

    @Test
    void tellsWhichPermissionIsMissing() throws Exception {
        refusedAtOnce(400, refusal("AccessDeniedException"))
                .isEqualTo("Access to the " + IT + " is denied: grant the caller secretsmanager:GetSecretValue on it."
                        + " Secrets Manager says: Scripted text.");
    }

    @ParameterizedTest
    @CsvSource({
        "AccessDeniedException, Access to KMS is not allowed",
        "AccessDeniedException, User x may not perform: kms:Decrypt on y",
        "DecryptionFailure, Scripted text."
    })
    void tellsThatThePermissionForTheKeyIsMissing(String code, String text) throws Exception {
        refusedAtOnce(400, "{\"__type\":\"" + code + "\",\"Message\":\"" + text + "\"}")
                .isEqualTo("The " + IT + " cannot be decrypted: grant the caller kms:Decrypt on the secret's key and"
                        + " check that the key is enabled. Secrets Manager says: " + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UnrecognizedClientException",
                "InvalidClientTokenId",
                "InvalidSignatureException",
                "ExpiredTokenException",
                "RequestExpired"
            })
    void tellsThatTheCredentialsAreRefused(String code) throws Exception {
        refusedAtOnce(400, refusal(code))
                .isEqualTo("AWS refused the credentials of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: renew them,"
                        + " on a developer's machine with eval \"$(aws configure export-credentials --format env)\" ("
                        + code + ").");
    }

    @Test
    void tellsWhatAwsSaysOfAnyOtherRefusal() throws Exception {
        refusedAtOnce(400, refusal("InvalidRequestException"))
                .isEqualTo("Secrets Manager refused to read the " + IT + " (400 InvalidRequestException):"
                        + " check the secret in the AWS console. Secrets Manager says: Scripted text.");
    }

    @Test
    void passesOnNoTextThatHoldsACredential() throws Exception {
        refusedAtOnce(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"for " + CheckedReads.TOKEN + "\"}")
                .endsWith("grant the caller secretsmanager:GetSecretValue on it.");
    }

    @Test
    void tellsThatABinarySecretIsToBeStoredAsText() throws Exception {
        refusedAtOnce(200, "{\"SecretBinary\":\"aHVudGVyMi1pbi10aGUtYW5zd2Vy\"}")
                .isEqualTo("The secret '" + NAME
                        + "' in us-west-2 is binary (SecretBinary): store it as text (SecretString), a JSON object.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | <html>hunter2-in-the-answer</html>
            200 | {"token":"hunter2-in-the-answer"}
            302 | Moved
            401 | Sign in
            403 | <html>Forbidden</html>
            404 | {"message":"no __type, so not AWS"}
            407 | Proxy authentication required
            """)
    void tellsThatSomethingElseAnswers(int status, String body) throws Exception {
        notSecretsManager(status, body);
    }

    @Test
    void refusesAnAnswerThatIsLargerThanAnySecret() throws Exception {
        String padding = " ".repeat(BoundedHttp.LARGEST_ANSWER_BYTES);
        notSecretsManager(200, FOUND + padding);
        try (ScriptedServer server = new ScriptedServer(always(200, FOUND + padding.substring(FOUND.length())))) {
            assertThat(read(server)).isEqualTo(SECRET);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException",
        "400, RequestLimitExceeded",
        "429, Other",
        "500, InternalServiceError",
        "503, ''"
    })
    void asksAgainAfterThrottlingAndServerErrors(int status, String code) throws Exception {
        Script script = (number, request, out) ->
                send(number < 4 ? status : 200, number < 4 ? "{\"__type\":\"" + code + "\"}" : FOUND, out);
        try (KeptLog log = new KeptLog();
                ScriptedServer server = new ScriptedServer(script)) {
            assertThat(read(server)).isEqualTo(SECRET);
            assertThat(server.requests()).hasSize(4);
            assertThat(log.text())
                    .hasLineCount(3)
                    .containsPattern("\\[DB-LAYER] attempt 4 to read the secret " + NAME
                            + ", \\d+ ms after Secrets Manager (throttled the requests|failed \\(status 50\\d\\))\n");
        }
    }

    @Test
    void asksAgainAfterAServerErrorThatIsNotJson() throws Exception {
        Script script = (number, request, out) -> send(number < 2 ? 502 : 200, number < 2 ? "<html>" : FOUND, out);
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertThat(read(server)).isEqualTo(SECRET);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, ThrottlingException, throttled the requests", "503, '', failed (status 503)"})
    void givesUpOnThrottlingAndServerErrorsWhenTheTimeIsUp(int status, String code, String what) throws Exception {
        try (ScriptedServer server = new ScriptedServer(always(status, "{\"__type\":\"" + code + "\"}"))) {
            SecretException failure = CheckedReads.failureOf(client(server), NAME, 1_000);
            assertThat(failure)
                    .hasMessageMatching("\\QSecrets Manager at " + server.host() + " " + what
                            + " until the 1000 ms were up (requests: \\E\\d+\\Q): try again later.");
            assertThat(failure.safeToRetry()).isTrue();
            assertThat(server.requests()).hasSizeBetween(3, 60);
        }
    }

    @Test
    void correctsAClockThatIsOffOnceAndRemembersIt() throws Exception {
        Instant hourAhead = Instant.now().plus(Duration.ofHours(1));
        Script script = (number, request, out) -> {
            Duration off = Duration.between(signedAt(request), hourAhead).abs();
            boolean inTime = off.compareTo(Duration.ofMinutes(5)) < 0;
            String refusal = "{\"__type\":\"InvalidSignatureException\",\"message\":\"Signature expired\"}";
            send(inTime ? 200 : 400, hourAhead, inTime ? FOUND : refusal, out);
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            SecretsManager client = client(server);
            assertThat(client.read(NAME, SecretSource.CURRENT, PATIENT_MILLIS)).isEqualTo(SECRET);
            assertThat(server.requests()).hasSize(2);
            assertThat(client.read(NAME, SecretSource.CURRENT, PATIENT_MILLIS)).isEqualTo(SECRET);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void correctsAClockOnlyOnceWhereItDoesNotHelp() throws Exception {
        Script script = (number, request, out) -> {
            Instant jumping = Instant.now().plus(Duration.ofHours(number));
            send(400, jumping, "{\"__type\":\"RequestTimeTooSkewed\"}", out);
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertThat(CheckedReads.failureOf(client(server), NAME, PATIENT_MILLIS))
                    .hasMessageEndingWith("(RequestTimeTooSkewed).");
            assertThat(server.requests()).hasSize(2);
        }
    }

    private static void notSecretsManager(int status, String body) throws IOException {
        try (ScriptedServer server = new ScriptedServer(always(status, body))) {
            SecretException failure = CheckedReads.failureOf(client(server), NAME, PATIENT_MILLIS);
            assertThat(failure)
                    .hasMessage(server.host() + " answered " + status + " with something that is not Secrets Manager's"
                            + " JSON: find what answers there, such as a proxy, and check"
                            + " AWS_ENDPOINT_URL_SECRETS_MANAGER.");
            assertThat(failure.safeToRetry()).isFalse();
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static String refusal(String code) {
        return "{\"__type\":\"com.amazonaws.secretsmanager#" + code + "\",\"Message\":\"Scripted\\ntext.\"}";
    }

    private static AbstractStringAssert<?> refusedAtOnce(int status, String answer) throws IOException {
        try (ScriptedServer server = new ScriptedServer(always(status, answer))) {
            SecretException failure = CheckedReads.failureOf(client(server), NAME, PATIENT_MILLIS);
            assertThat(failure.safeToRetry()).isFalse();
            assertThat(server.requests()).hasSize(1);
            return assertThat(failure.getMessage());
        }
    }

    private static String read(ScriptedServer server) {
        return client(server).read(NAME, SecretSource.CURRENT, PATIENT_MILLIS);
    }

    private static SecretsManager client(ScriptedServer server) {
        return CheckedReads.client(Map.of("AWS_ENDPOINT_URL_SECRETS_MANAGER", server.url()));
    }

    private static Request only(List<Request> requests) {
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }

    /** Signs again what arrived, which differs where the JDK sends another Host than was signed. */
    private static String signatureOf(Request request, String region) {
        Map<String, String> headers =
                Map.of("content-type", request.header("content-type"), "x-amz-target", request.header("x-amz-target"));
        SignedRequest again =
                new SignedRequest(region, "secretsmanager", request.header("host"), "/", headers, request.body());
        return again.signedBy(CheckedReads.CREDENTIALS, signedAt(request)).getOrDefault("authorization", "");
    }

    private static Instant signedAt(Request request) {
        String basic = request.header("x-amz-date");
        return Instant.parse(basic.replaceAll("(....)(..)(..)T(..)(..)(..)Z", "$1-$2-$3T$4:$5:$6Z"));
    }
}
