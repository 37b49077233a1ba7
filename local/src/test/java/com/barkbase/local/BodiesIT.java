package com.barkbase.local;

import static com.barkbase.local.DevProcess.HARBOR;
import static com.barkbase.local.DevProcess.PINE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that carry something, over HTTP: what a browser or curl sends, and what comes back. */
class BodiesIT {

    private static final String OWNERS = "/api/v1/owners";
    private static final String ADA = "{\"name\":\"Ada Łovelace 🐕\"}";

    @TempDir
    static Path root;

    private static DevProcess dev;

    @BeforeAll
    static void start() {
        dev = DevProcess.ready(root, Map.of());
    }

    @AfterAll
    static void stop() {
        dev.close();
    }

    @Test
    void whatIsPostedIsReadAtItsLocation() {
        HttpResponse<String> created = post(BodyPublishers.ofString(ADA));
        assertThat(created.statusCode()).isEqualTo(201);
        HttpResponse<String> read = dev.getAs(HARBOR, header(created, "location"));
        assertThat(read.body()).contains("\"name\":\"Ada Łovelace 🐕\"");
        assertThat(header(read, "etag")).isEqualTo(header(created, "etag")).isEqualTo("\"1\"");
        assertThat(dev.getAs(PINE, header(created, "location")).statusCode()).isEqualTo(404);
    }

    @Test
    void bodyOfUnknownLengthIsTakenToo() {
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ADA.getBytes(UTF_8)));
        assertThat(post(chunked).statusCode()).isEqualTo(201);
    }

    /** Which API Gateway takes for no text, and so encodes. */
    @Test
    void mergePatchChangesWhatItNames() {
        String owner = header(post(BodyPublishers.ofString(ADA)), "location");
        String patch = "{\"city\":\"Łódź\"}";
        HttpResponse<String> changed =
                as(HARBOR, "PATCH", owner, patch, "Content-Type", "application/merge-patch+json", "If-Match", "\"1\"");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).contains("\"name\":\"Ada Łovelace 🐕\"", "\"city\":\"Łódź\"");
    }

    @ParameterizedTest
    @CsvSource({"1048576, 201", "1048577, 413", "10485760, 413", "10485761, 413"})
    void bodyThatIsTooLargeIsRefusedWithAProblemDocument(int size, int status) {
        HttpResponse<String> answer = post(BodyPublishers.ofString("{\"name\":\"Ada\"}" + " ".repeat(size - 14)));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 413) {
            assertProblem(answer, "too-large");
        }
    }

    @Test
    void bodyThatIsNotUtf8IsRefused() {
        HttpResponse<String> answer = post(BodyPublishers.ofByteArray(new byte[] {'{', (byte) 0xff, '}'}));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertProblem(answer, "bad-request");
    }

    @Test
    void formIsUnsupportedAndAnEmptyBodyIsNoBody() {
        HttpResponse<String> form =
                as(HARBOR, "POST", OWNERS, "name=Ada", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(form.statusCode()).isEqualTo(415);
        HttpResponse<String> empty = post(BodyPublishers.noBody());
        assertThat(empty.statusCode()).isEqualTo(400);
        assertProblem(empty, "bad-request");
    }

    @Test
    void archivingNeedsNoBody() {
        String owner = header(post(BodyPublishers.ofString(ADA)), "location");
        assertThat(as(HARBOR, "POST", owner + "/archive", "").statusCode()).isEqualTo(200);
        assertThat(as(HARBOR, "POST", owner + "/restore", "").statusCode()).isEqualTo(200);
    }

    @Test
    void repeatedPostIsAnsweredAsTheFirst() {
        String[] json = {"Content-Type", "application/json", "Idempotency-Key", "one"};
        HttpResponse<String> first = as(HARBOR, "POST", OWNERS, ADA, json);
        HttpResponse<String> second = as(HARBOR, "POST", OWNERS, ADA, json);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(header(second, "x-request-id")).isNotEqualTo(header(first, "x-request-id"));
    }

    @Test
    void everyAnswerCarriesItsRequestsId() {
        List<HttpResponse<String>> answers =
                List.of(dev.get("/health"), dev.get("/nowhere"), dev.get(OWNERS), dev.getAs(HARBOR, OWNERS));
        assertThat(answers).map(answer -> header(answer, "x-request-id")).doesNotHaveDuplicates();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(header(answer, "x-request-id")).hasSize(36));
    }

    @Test
    void pageOfALocalFrontendMaySendAndReadWhatAChangeNeeds() {
        HttpResponse<String> preflight = dev.send(
                "OPTIONS", OWNERS, "Origin", "http://localhost:3000", "Access-Control-Request-Method", "PATCH");
        assertThat(header(preflight, "access-control-allow-headers")).contains("if-match", "idempotency-key");
        assertThat(header(preflight, "access-control-expose-headers")).contains("etag", "location", "x-request-id");
    }

    private static HttpResponse<String> post(BodyPublisher body) {
        return dev.send(
                "POST",
                OWNERS,
                body,
                "Authorization",
                "Bearer " + dev.token(HARBOR),
                "Content-Type",
                "application/json");
    }

    private static HttpResponse<String> as(String kennel, String method, String path, String body, String... headers) {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + dev.token(kennel)));
        all.addAll(List.of(headers));
        return dev.send(method, path, BodyPublishers.ofString(body), all.toArray(String[]::new));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow(() -> new AssertionError(name + " is missing"));
    }

    private static void assertProblem(HttpResponse<String> answer, String type) {
        assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"https://barkbase.com/problems/" + type + "\"");
    }
}
