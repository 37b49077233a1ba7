package com.barkbase.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.doctor.Report;
import com.barkbase.doctor.Step;
import com.barkbase.doctor.Step.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTableTest {

    private static final Report SICK = Report.of(List.of(
            new Step("variables", State.WARNING, "DB_PASWORD is no variable."),
            new Step("secret", State.SKIPPED, "direct mode reads none"),
            new Step("TCP", State.OK, "localhost:5432 answers in 1 ms"),
            new Step(
                    "login",
                    State.WRONG,
                    "PostgreSQL at localhost:5432 refused the login of \"postgres\" (28P01). Check DB_USER and"
                            + " DB_PASSWORD."),
            new Step("role", State.SKIPPED, "not reached"),
            new Step("latency", State.SKIPPED, "not reached")));

    @Test
    void oneLineAStepLongOnesFoldedAndTheUnreachedTogether() {
        assertThat(new ReportTable(false).show(SICK)).isEqualTo("""

                  warning  variables    DB_PASWORD is no variable.
                  -        secret       direct mode reads none
                  ok       TCP          localhost:5432 answers in 1 ms
                  WRONG    login        PostgreSQL at localhost:5432 refused the login of "postgres" (28P01). Check
                                        DB_USER and DB_PASSWORD.
                  -        not reached  role, latency

                Wrong: login; worth a look: variables.""");
    }

    @Test
    void healthIsOneSentence() {
        Report sound = Report.of(List.of(new Step("TCP", State.OK, "fine")));
        assertThat(new ReportTable(false).show(sound)).endsWith("\n\nNothing is wrong.");
    }

    @Test
    void statesAreColouredAndNothingElse() {
        assertThat(new ReportTable(true).show(SICK))
                .contains("  \033[31mWRONG    \033[0mlogin        PostgreSQL")
                .contains("  \033[33mwarning  \033[0mvariables    DB_PASWORD");
    }

    @Test
    void whatAServerSaysCannotDriveTheTerminal() {
        Report hostile = Report.wrong("login", "it says \033[2J\r\nhello");
        assertThat(new ReportTable(false).show(hostile)).contains("it says  [2J hello\n");
    }

    @Test
    void wordThatIsTooLongForALineIsKept() {
        String path = "x".repeat(200);
        assertThat(new ReportTable(false).show(Report.wrong("TLS", "see " + path + " there")))
                .contains(path);
    }
}
