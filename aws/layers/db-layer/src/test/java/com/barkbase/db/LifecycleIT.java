package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link Db} reads the real environment, so that each test here is a process of its own. */
@Timeout(120)
class LifecycleIT {
    private static KennelDatabase database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = KennelDatabase.create(LifecycleIT.class);
    }

    @Test
    void survivesTwoHundredThreadsThatOpenWarmAndCloseAtRandom() throws Exception {
        // Two hundred logins share ten permits and however few processors there are.
        var patient = KennelDatabase.with(database.asOwner(), "DB_CONNECTION_TIMEOUT", "30000");
        String output = run(patient, "storm", "20261123");

        assertThat(output).contains("seed 20261123").contains("done, pool closed");
        database.awaitSessions(0);
    }

    @Test
    void connectsAtTheFirstStatementWithoutAWarmUp() throws Exception {
        assertThat(run(database.asOwner(), "sample", "")).contains("2 pets");
    }

    @Test
    void retriesAFailedWarmUpAtTheNextStatement() throws Exception {
        assertThat(run(KennelDatabase.with(database.asOwner(), "DB_NAME", "lifecycle_later"), "late", ""))
                .contains("warmUp failed: The database \"lifecycle_later\" does not exist at ")
                .contains("the next statement works");
    }

    @Test
    void neverTakesLocalhostForGrantedOnLambda() throws Exception {
        assertThat(run(Map.of("AWS_LAMBDA_FUNCTION_NAME", "pets"), "warm", ""))
                .contains("The db-layer's variables are wrong: neither DB_SECRET_NAME nor DB_HOST is set, and on Lambda"
                        + " there is no PostgreSQL on localhost: set DB_SECRET_NAME to the secret's name, such as"
                        + " barkbase/dev/postgres/app; DB_SSL_MODE is not set, and on Lambda direct mode has to say"
                        + " it: verify-full, or disable for a server without TLS.");
    }

    @Test
    void readsTheSecretFromTheFunctionsOwnSourceWhereItBringsOne(@TempDir Path directory) throws Exception {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(SecretSource.class.getName()), LifecycleScenarios.OwnSecretSource.class.getName());

        assertThat(run(Map.of("DB_SECRET_NAME", "vault/kennels"), "warm", "", directory.toString()))
                .contains("The host name vault-kennels.invalid does not resolve");
    }

    private static String run(Map<String, String> environment, String scenario, String argument)
            throws IOException, InterruptedException {
        return run(environment, scenario, argument, "");
    }

    private static String run(Map<String, String> environment, String scenario, String argument, String moreClasses)
            throws IOException, InterruptedException {
        return JavaProcess.runWith(moreClasses, LifecycleScenarios.class, environment, scenario, argument);
    }
}
