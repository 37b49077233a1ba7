package com.barkbase.openapi;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.barkbase.Invocation.Answer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check that every service's answer passes in the tests can fail. */
class ContractTest {

    private static final String READ = "GET /api/v1/staff/{id}";

    private static final String MEMBER = """
            {"id":"c3000000-0000-4000-8000-000000000003","name":"Ada","email":"ada@example.com","role":"STAFF",\
            "createdAt":"2026-01-31T09:30:00Z","updatedAt":"2026-01-31T09:30:00Z","version":1}""";

    @Test
    void answerAsTheDocumentSaysIsTaken() {
        assertThatCode(() -> Contract.check(READ, member(MEMBER))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "name":"Ada",                         |                        | required property 'name' not found
            "name":"Ada"                          | "name":null            | null found, string expected
            "version":1                           | "version":"1"          | string found, integer expected
            STAFF                                 | PILOT                  | does not have a value in the enum
            c3000000-0000-4000-8000-000000000003  | c3                     | must be a valid RFC 4122 UUID
            2026-01-31T09:30:00Z                  | 31.1.2026              | must be a valid RFC 3339 date-time
            "version":1                           | "version":1,"x":1      | property 'x' is not defined in the schema
            """)
    void bodyOfAnotherShapeIsAFault(String part, String other, String fault) {
        String wrong = MEMBER.replace(part, other == null ? "" : other);
        assertThatThrownBy(() -> Contract.check(READ, member(wrong)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("GET /api/v1/staff/{id} answers 200, and not as openapi.json says:")
                .hasMessageContaining(fault);
    }

    @Test
    void statusThatIsNotToldIsAFault() {
        assertThatThrownBy(() -> Contract.check(READ, answer(418, Map.of(), "{}")))
                .hasMessage("GET /api/v1/staff/{id} answers 418, which openapi.json does not know");
    }

    @Test
    void anotherContentTypeIsAFault() {
        assertThatThrownBy(() -> Contract.check(READ, answer(200, Map.of("content-type", "text/html"), MEMBER)))
                .hasMessage("GET /api/v1/staff/{id} answers 200 as \"text/html\", and not as openapi.json says");
    }

    @Test
    void headerThatIsPromisedHasToBeThere() {
        assertThatThrownBy(() -> Contract.check(READ, without("etag")))
                .hasMessage("GET /api/v1/staff/{id} answers 200 without etag");
        assertThatThrownBy(() -> Contract.check(READ, without("x-request-id")))
                .hasMessage("GET /api/v1/staff/{id} answers 200 without x-request-id");
    }

    @Test
    void headerThatIsNotToldIsAFault() {
        assertThatThrownBy(() -> Contract.check(READ, answer(200, Map.of("location", "/somewhere"), MEMBER)))
                .hasMessage("GET /api/v1/staff/{id} answers 200 with location, unsaid by openapi.json");
    }

    @Test
    void headerOfAnotherShapeIsAFault() {
        assertThatThrownBy(() -> Contract.check(READ, answer(200, Map.of("etag", "1"), MEMBER)))
                .hasMessageStartingWith("GET /api/v1/staff/{id} answers 200 with etag, and not as openapi.json says:");
    }

    private static Answer member(String body) {
        return answer(200, Map.of(), body);
    }

    private static Answer answer(int status, Map<String, String> headers, String body) {
        Map<String, String> all =
                new HashMap<>(Map.of("content-type", "application/json", "etag", "\"1\"", "x-request-id", "test"));
        all.putAll(headers);
        return new Answer(status, all, body, "");
    }

    private static Answer without(String header) {
        Answer answer = member(MEMBER);
        answer.headers().remove(header);
        return answer;
    }
}
