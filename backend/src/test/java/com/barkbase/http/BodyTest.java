package com.barkbase.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.barkbase.fields.Field;
import com.barkbase.fields.Fields;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static final Field<String> NOTE = Field.prose("note", 4_000);
    private static final Fields FIELDS = Fields.of(NOTE);
    private static final String JSON = "application/json";

    @ParameterizedTest
    @ValueSource(
            strings = {JSON, "Application/JSON", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\""
            })
    void jsonIsTakenHoweverItsTypeIsWritten(String type) {
        assertThat(Body.read(event(type, "{\"note\":\"é\"}"), FIELDS).get(NOTE)).isEqualTo("é");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, \"text/plain\"",
        "application/x-www-form-urlencoded, \"application/x-www-form-urlencoded\"",
        "application/json; charset=latin1, \"application/json; charset=latin1\"",
        "application/merge-patch+json, \"application/merge-patch+json\"",
        "'', \"\"",
        ", missing"
    })
    void anyOtherTypeIsUnsupported(@Nullable String type, String shown) {
        Problem refused = refusal(event(type, "{}"));
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused)
                .hasMessage("The body's Content-Type is " + shown + "; it must be application/json in UTF-8.");
    }

    @Test
    void mergePatchIsTakenForAPatch() {
        Event event = event("application/merge-patch+json", "{\"note\":null}");
        assertThat(Body.read(event, FIELDS.patch()).has(NOTE)).isTrue();
    }

    @Test
    void bodyThatApiGatewayHasEncodedIsDecoded() {
        String encoded = Base64.getEncoder().encodeToString("{\"note\":\"é\"}".getBytes(UTF_8));
        assertThat(Body.read(encoded(encoded), FIELDS).get(NOTE)).isEqualTo("é");
    }

    @Test
    void bodyThatIsNotWhatItIsSaidToBeIsABadRequest() {
        assertThat(refusal(encoded("{}"))).hasMessage("The body is said to be Base64 and is not.");
        String latin1 = Base64.getEncoder().encodeToString(new byte[] {'{', (byte) 0xe9, '}'});
        assertThat(refusal(encoded(latin1))).hasMessage("The body is not UTF-8, as JSON has to be.");
    }

    @Test
    void bodyMayHaveOneMebibyteAndNotAByteMore() {
        String note = "{\"note\":\"é\"}";
        String most = note + " ".repeat(Body.MOST_BYTES - note.getBytes(UTF_8).length);
        assertThat(Body.read(event(JSON, most), FIELDS).get(NOTE)).isEqualTo("é");
        Problem refused = refusal(event(JSON, most + " "));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused).hasMessage("The body has 1048577 bytes; it must have at most 1048576.");
    }

    @Test
    void bodyThatIsMissingIsToldSo() {
        Problem refused = refusal(event(JSON, null));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused).hasMessage("The body is empty; it must be a JSON object.");
    }

    private static Problem refusal(Event event) {
        return catchThrowableOfType(Problem.class, () -> Body.read(event, FIELDS));
    }

    private static Event event(@Nullable String type, @Nullable String body) {
        Map<String, String> headers = type == null ? Map.of() : Map.of("content-type", type);
        return new Event("POST /", headers, null, null, null, body, false);
    }

    private static Event encoded(String body) {
        return new Event("POST /", Map.of("content-type", JSON), null, null, null, body, true);
    }
}
