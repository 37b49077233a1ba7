package com.barkbase.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.barkbase.Kennels;
import com.barkbase.db.StatementException;
import com.barkbase.fields.Field;
import com.barkbase.fields.Fields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients and log are told of PostgreSQL's refusals, made by PostgreSQL itself. */
class FailuresIT {

    private static final Fields FIELDS = Fields.of(
            Field.text("microchip", 1, 15).guardedBy("Pet_microchip_key", "is another pet's already."),
            Field.id("ownerId").guardedBy("PetOwner_owner_fkey", "is no owner's."));

    @Test
    void valueThatIsTakenIsAConflictAndStaysOutOfTheLog() {
        Kennels.owner().update("INSERT INTO \"User\" (\"name\", \"email\") VALUES ('Ada', 'ada@example.com')");
        StatementException refused =
                refusal("INSERT INTO \"User\" (\"name\", \"email\") VALUES ('Eve', 'ADA@example.com')");
        assertThat(Failures.problem(refused).status()).isEqualTo(409);
        assertThat(Failures.describe(refused)).isEqualTo("StatementException 23505 User_email_key");
    }

    @Test
    void valueOfTheWrongShapeStaysOutOfTheLog() {
        StatementException refused = refusal("UPDATE \"User\" SET \"id\" = CAST('hunter2' AS uuid)");
        assertThat(Failures.problem(refused).status()).isEqualTo(500);
        assertThat(Failures.describe(refused)).isEqualTo("StatementException 22P02 null");
    }

    @Test
    void statementThatCanNeverWorkIsOurFaultAndExplainedInTheLog() {
        StatementException refused = refusal("UPDATE \"Usr\" SET \"name\" = 'x'");
        assertThat(Failures.problem(refused).status()).isEqualTo(500);
        assertThat(Failures.describe(refused)).startsWith("StatementException ").contains("\"Usr\" does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "23505, Pet_microchip_key, 409, conflict, /microchip is another pet's already.",
        "23P01, Pet_microchip_key, 409, conflict, /microchip is another pet's already.",
        "23001, Pet_microchip_key, 409, conflict, /microchip is another pet's already.",
        "23503, PetOwner_owner_fkey, 422, invalid, /ownerId is no owner's.",
        "23514, Pet_microchip_key, 422, invalid, /microchip is another pet's already.",
        "23505, Other_key, 409, conflict, ",
        "23503, Other_fkey, 409, conflict, ",
        "23514, Other_check, 422, invalid, ",
        "23502, , 422, invalid, "
    })
    void constraintIsToldByTheFieldThatItGuards(String state, String constraint, int status, String type, String told) {
        StatementException refused = refusal("DO $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '%s'%s; END $$"
                .formatted(state, constraint == null ? "" : ", CONSTRAINT = '" + constraint + "'"));
        Response answer = Failures.problem(refused, FIELDS).response("test");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("/problems/" + type + "\"");
        if (told == null) {
            assertThat(answer.body()).doesNotContain("errors");
        } else {
            String[] pointerAndDetail = told.split(" ", 2);
            assertThat(answer.body())
                    .endsWith("\"errors\":[{\"pointer\":\"%s\",\"detail\":\"%s\"}]}"
                            .formatted(pointerAndDetail[0], pointerAndDetail[1]));
        }
    }

    @Test
    void deadlockMayBeRepeated() {
        StatementException refused =
                refusal("DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$");
        Problem problem = Failures.problem(refused);
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.response("test").headers()).containsEntry("retry-after", "1");
    }

    private static StatementException refusal(String sql) {
        StatementException refused = catchThrowableOfType(
                StatementException.class, () -> Kennels.owner().update(sql));
        assertThat(refused).isNotNull();
        return refused;
    }
}
