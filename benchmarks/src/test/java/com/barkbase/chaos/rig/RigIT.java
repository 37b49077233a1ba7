package com.barkbase.chaos.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.barkbase.db.ConnectionException;
import com.barkbase.db.OutcomeUnknownException;
import com.barkbase.db.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rig does what its words say; what the db-layer makes of it is the scenarios' matter. */
@Timeout(90)
class RigIT {
    private static Postgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = Postgres.start(Map.of("max_connections", "20"));
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    private static Pool through(Network network) {
        Map<String, String> variables = new HashMap<>(postgres.variables(Postgres.SERVICE));
        variables.put("DB_PORT", Integer.toString(network.port()));
        variables.put("DB_STATEMENT_TIMEOUT", "500");
        return Pool.open(variables);
    }

    /** Passwords of the rig are in files of its folders: PgBouncer's list, the servers' own. */
    @Test
    void foldersAndKeysAreTheirUsersAlone() throws Exception {
        assertThat(permissions(postgres.data())).isEqualTo("rwx------");
        assertThat(permissions(postgres.data().getParent())).isEqualTo("rwx------");
        assertThat(permissions(postgres.rootCertificate().getParent())).isEqualTo("rwx------");
        assertThat(permissions(
                        postgres.authority().issue("secret", "dns:localhost").keyFile()))
                .isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void serverComesBackWithItsDataAfterItWasKilled() throws Exception {
        try (Pool owner = Pool.open(postgres.variables(Postgres.OWNER))) {
            owner.update("CREATE TABLE kept AS SELECT 7 AS n");
            postgres.kill();
            assertThatThrownBy(() -> owner.query("SELECT * FROM kept")).isInstanceOf(ConnectionException.class);
            postgres.startAgain();
            assertThat(owner.query("SELECT * FROM kept").rowCount()).isEqualTo(1);
        }
    }

    @Test
    void lineIsCutAtTheByte() throws Exception {
        try (Network network = new Network(postgres.port());
                Pool pool = through(network)) {
            pool.warmUp();
            Line line = network.lines().getFirst();
            line.toClient().after(3, line::cut);
            assertThatThrownBy(() -> pool.query("SELECT 1")).isInstanceOf(OutcomeUnknownException.class);
            assertThat(pool.query("SELECT 1").rowCount()).isEqualTo(1);
            assertThat(network.lines()).hasSize(1);
        }
    }

    @Test
    void everyMessageOfAPlainConnectionIsShownAndMayBeLost() throws Exception {
        List<Character> seen = new CopyOnWriteArrayList<>();
        try (Network network = new Network(postgres.port())) {
            network.atConnect(line -> {
                line.toServer().gate((type, body) -> {
                    seen.add(type);
                    return type != 'X';
                });
                line.toClient().gate((type, body) -> type != 'D');
            });
            try (Pool pool = through(network)) {
                assertThat(pool.query("SELECT 1").rowCount())
                        .as("the row was lost on its way")
                        .isZero();
            }
        }
        assertThat(seen).startsWith((char) 0, 'p').contains('P', 'B', 'E', 'S');
    }

    @Test
    void secretMovesThroughTheStepsOfARotation() throws Exception {
        try (Installation installation = new Installation(Map.of());
                Pool pool = Pool.open(installation.environment("ONE"))) {
            assertThat(pool.query("SELECT 1").rowCount()).isEqualTo(1);
            installation.rotation().rotate("second", () -> {
                installation.endSessions(Postgres.SERVICE);
                assertThat(pool.query("SELECT 1").rowCount()).isEqualTo(1);
            });
            assertThat(installation.secrets().reads())
                    .extracting(SecretServer.Read::stage, SecretServer.Read::accessKey)
                    .containsExactly(
                            tuple(StagedSecret.CURRENT, "ONE"),
                            tuple(StagedSecret.CURRENT, "ONE"),
                            tuple(StagedSecret.PENDING, "ONE"));
            assertThat(installation.secret().fields(StagedSecret.CURRENT)).containsEntry("password", "second");
        }
    }
}
