package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.HAPPY_PAWS;
import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the specification shows in JavaScript does the same in Java, in a process with a function's environment. */
@Timeout(120)
class SpecificationSamplesIT {
    private static KennelDatabase database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(SpecificationSamplesIT.class);
    }

    @Test
    void connectsOnceOutsideTheHandlerAndFindsThePets() throws Exception {
        String output = JavaProcess.run(SpecificationSamples.class, database.asOwner(), HAPPY_PAWS.toString());

        assertThat(output)
                .containsSubsequence(
                        "[DB-LAYER] connected to ",
                        "pets: 2",
                        "one pool: true",
                        "closed: Pool[closed]",
                        "[DB-LAYER] connected to ",
                        "pets again: 2");
        assertThat(output.split("connected to ", -1)).as("connections").hasSize(3);
    }

    /** {@code warmUp().catch(console.error)}: the failure is printed, the class is initialised, the handler runs. */
    @Test
    void printsAFailedWarmUpAndGoesOn() {
        var wrong = with(database.asOwner(), "DB_NAME", "nowhere");

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> JavaProcess.run(SpecificationSamples.class, wrong, HAPPY_PAWS.toString())))
                .isInstanceOf(AssertionError.class)
                .message()
                .containsSubsequence(
                        "com.barkbase.db.ConnectionException: The database \"nowhere\" does not exist at ",
                        "Exception in thread \"main\" com.barkbase.db.ConnectionException: The database \"nowhere\"",
                        "SpecificationSamples$Handler.handle");
    }
}
