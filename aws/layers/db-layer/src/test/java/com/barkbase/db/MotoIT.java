package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Secrets Manager that no one here wrote: moto's, where {@code moto_server} is on the PATH. */
class MotoIT {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final long PATIENT_MILLIS = 20_000;

    @TempDir
    static Path folder;

    private static Process moto;
    private static int port;

    @BeforeAll
    static void startMoto() throws Exception {
        String command = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(path -> Path.of(path, "moto_server"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse("");
        assumeTrue(!command.isEmpty(), "moto_server is not on the PATH: pip install 'moto[server]'");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        moto = new ProcessBuilder(command, "-H", "127.0.0.1", "-p", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("moto.log").toFile())
                .start();
        awaitListening();
    }

    @AfterAll
    static void stopMoto() throws InterruptedException {
        if (moto != null) {
            List<ProcessHandle> children = moto.descendants().toList();
            moto.destroy();
            children.forEach(ProcessHandle::destroy);
            moto.waitFor();
        }
    }

    @Test
    void readsASecretByNameAndByArn() throws Exception {
        String text = "{\"username\":\"app\",\"password\":\"pä\\\"ss\\\\🐕\"}";
        String arn = call("CreateSecret", Map.of("Name", "barkbase/moto/one", "SecretString", text))
                .getOrDefault("ARN", "");

        assertThat(client().read("barkbase/moto/one", SecretSource.CURRENT, PATIENT_MILLIS))
                .isEqualTo(text);
        assertThat(arn).startsWith("arn:aws:secretsmanager:us-west-2:");
        assertThat(client().read(arn, SecretSource.CURRENT, PATIENT_MILLIS)).isEqualTo(text);
    }

    @Test
    void readsTheCurrentAndThePreviousVersion() throws Exception {
        call("CreateSecret", Map.of("Name", "barkbase/moto/rotated", "SecretString", "{\"password\":\"old\"}"));
        call("PutSecretValue", Map.of("SecretId", "barkbase/moto/rotated", "SecretString", "{\"password\":\"new\"}"));

        assertThat(client().read("barkbase/moto/rotated", SecretSource.CURRENT, PATIENT_MILLIS))
                .isEqualTo("{\"password\":\"new\"}");
        assertThat(client().read("barkbase/moto/rotated", "AWSPREVIOUS", PATIENT_MILLIS))
                .isEqualTo("{\"password\":\"old\"}");
    }

    @Test
    void tellsThatASecretIsMissingOrBinaryOrDeleted() throws Exception {
        assertThat(CheckedReads.failureOf(client(), "barkbase/moto/none", PATIENT_MILLIS))
                .hasMessage("Secrets Manager has no secret 'barkbase/moto/none' in us-west-2 with a version AWSCURRENT:"
                        + " check DB_SECRET_NAME and AWS_REGION.");

        call("CreateSecret", Map.of("Name", "barkbase/moto/binary", "SecretBinary", "e30="));
        assertThat(CheckedReads.failureOf(client(), "barkbase/moto/binary", PATIENT_MILLIS))
                .hasMessage("The secret 'barkbase/moto/binary' in us-west-2 is binary (SecretBinary): store it as text"
                        + " (SecretString), a JSON object.");

        call("DeleteSecret", Map.of("SecretId", "barkbase/moto/binary"));
        assertThat(CheckedReads.failureOf(client(), "barkbase/moto/binary", PATIENT_MILLIS))
                .hasMessageStartingWith("Secrets Manager refused to read the secret 'barkbase/moto/binary' in us-west-2"
                        + " (400 InvalidRequestException): check the secret in the AWS console.");
    }

    private static SecretsManager client() {
        return CheckedReads.client(Map.of("AWS_ENDPOINT_URL", "http://localhost:" + port));
    }

    private static Map<String, String> call(String action, Map<String, String> members) throws Exception {
        String host = "localhost:" + port;
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", "secretsmanager." + action);
        SignedRequest request =
                new SignedRequest("us-west-2", "secretsmanager", host, "/", headers, Json.write(members));
        BoundedHttp.Answer answer = new BoundedHttp(PATIENT_MILLIS)
                .post(
                        URI.create("http://" + host + "/"),
                        request.signedBy(CheckedReads.CREDENTIALS, Instant.now()),
                        request.body());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Json.object(answer.text());
    }

    private static void awaitListening() throws Exception {
        Instant end = Instant.now().plus(LONGEST_START);
        while (!listens()) {
            assertThat(moto.isAlive() && Instant.now().isBefore(end))
                    .as(() -> "moto_server did not start: " + log())
                    .isTrue();
            Thread.sleep(100);
        }
    }

    private static boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String log() {
        try {
            return Files.readString(folder.resolve("moto.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
