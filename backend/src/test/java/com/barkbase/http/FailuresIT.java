package com.barkbase.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.barkbase.Kennels;
import com.barkbase.db.StatementException;
import org.junit.jupiter.api.Test;

/** What clients and log are told of PostgreSQL's refusals, made by PostgreSQL itself. */
class FailuresIT {

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
