package com.barkbase.lambda;

import static com.barkbase.TestCluster.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.TestCluster;
import com.barkbase.db.Pool;
import com.barkbase.pets.PetsHandler;
import com.barkbase.vaccinations.VaccinationsHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions with SnapStart, up to the snapshot and from the restore on, run by AWS's own client. In between stands no
 * snapshot but the process itself, stopped where Lambda would take one. Of functions that have the layer alone, and of
 * real copies, {@code ./barkbase chaos snapshot} tells.
 */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client exists for Linux alone")
class SnapshotIT {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final String NAME = "barkbase/dev/postgres/app";
    private static final String PASSWORD = "nobody-may-read-this";
    private static final String ROTATED = "nobody-may-read-this-either";
    private static final UUID KENNEL = UUID.fromString("a1000000-0000-4000-8000-000000000001");

    private static final List<String> REHEARSED = Collections.nCopies(4, "first");

    @TempDir
    private static Path shared;

    private static Path opt;
    private static SelfSigned certificate;
    private static TestCluster cluster;
    private static Pool owner;

    @TempDir
    private Path scratch;

    private AwsEndpoints aws;

    /** A server that takes the services' login by TLS and SCRAM alone. */
    @BeforeAll
    static void start() throws Exception {
        opt = shared.resolve("opt");
        FunctionCode.unpackLayer(opt);
        certificate = SelfSigned.make(shared);
        Path rules = shared.resolve("pg_hba.conf");
        Files.writeString(
                rules,
                "hostnossl all %s all reject%nhostssl all %1$s all scram-sha-256%nhost all all all trust%n"
                        .formatted(SERVICE));
        cluster = TestCluster.start(Map.of(
                "hba_file", rules.toString(),
                "ssl", "on",
                "ssl_cert_file", certificate.certificate().toString(),
                "ssl_key_file", certificate.key().toString()));
        cluster.createOwner();
        cluster.createDatabase("kennels", TestCluster.OWNER);
        owner = cluster.login(TestCluster.OWNER, "kennels");
        TestCluster.migrate(owner);
        owner.update("INSERT INTO \"Tenant\" (\"id\", \"name\", \"timeZone\") VALUES ($1, 'Harbor', 'UTC')", KENNEL);
    }

    @AfterAll
    static void stop() throws IOException {
        owner.close();
        cluster.close();
    }

    @BeforeEach
    void putSecret() throws IOException {
        aws = new AwsEndpoints();
        setPassword(PASSWORD);
    }

    @AfterEach
    void closeEndpoints() {
        aws.close();
    }

    private void setPassword(String password) {
        cluster.asSuperuser("ALTER ROLE %s LOGIN PASSWORD '%s'".formatted(SERVICE, password));
        aws.put(Map.of(
                "username",
                SERVICE,
                "password",
                password,
                "host",
                "localhost",
                "port",
                cluster.port(),
                "dbname",
                "kennels"));
    }

    private LambdaRuntime start(FunctionCode function, Map<String, String> more) throws IOException {
        Map<String, String> variables = new HashMap<>(aws.variables());
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        variables.put("DB_SECRET_NAME", NAME);
        variables.put("DB_SSL_ROOT_CERT", certificate.certificate().toString());
        variables.putAll(more);
        return LambdaRuntime.start(scratch, JDK, function, opt, variables);
    }

    private FunctionCode services(Class<?> handler) throws IOException {
        return FunctionCode.services(Files.createDirectory(scratch.resolve("task")), handler);
    }

    private static Answer list(LambdaRuntime runtime) {
        return Invocation.of("GET /api/v1/pets").tenant(KENNEL).send(runtime::forward);
    }

    /** Nobody at the other end but Lambda, and no word that the function's variables do not hold. */
    private void assertHoldsNothing(LambdaRuntime runtime) throws IOException, InterruptedException {
        assertThat(OpenSockets.remotePorts(runtime.pid()))
                .as("PostgreSQL is %s, AWS %d", cluster.port(), aws.port())
                .containsExactly(runtime.apiPort());
        LiveHeap heap = LiveHeap.of(JDK, runtime.pid(), scratch);
        assertThat(heap.holds(PASSWORD)).as("the password is in the heap").isFalse();
        assertThat(heap.holds(AwsEndpoints.secretKey("first")))
                .as("the secret key")
                .isFalse();
        assertThat(heap.holds(AwsEndpoints.token("first")))
                .as("the session's token")
                .isFalse();
    }

    @Test
    void snapshotHoldsNoConnectionNoPasswordAndNoCredentials() throws Exception {
        try (LambdaRuntime runtime = start(services(PetsHandler.class), Map.of())) {
            runtime.awaitCheckpoint();
            assertThat(aws.readers()).as("once, and for three rehearsals").isEqualTo(REHEARSED);
            assertHoldsNothing(runtime);
            assertThat(runtime.log().lines())
                    .allMatch(line -> line.startsWith("[DB-LAYER] "))
                    .anyMatch(line -> line.matches("\\[DB-LAYER] primed 3 routes in \\d+ ms"));
        }
    }

    @Test
    void restoredFunctionUsesTheLoginAndTheCredentialsOfItsOwnTime() throws Exception {
        try (LambdaRuntime runtime = start(services(PetsHandler.class), Map.of())) {
            runtime.awaitCheckpoint();
            setPassword(ROTATED);
            aws.issue("second");
            String before = runtime.log();
            runtime.restore();
            assertThat(list(runtime).status()).isEqualTo(200);
            assertThat(aws.readers())
                    .startsWith(REHEARSED.toArray(String[]::new))
                    .endsWith("second")
                    .hasSize(5);
            assertThat(runtime.log().substring(before.length()))
                    .contains("[DB-LAYER] connected to " + SERVICE + "@localhost")
                    .contains("\"roundTrips\":1,", "\"connects\":1,", "\"secretReads\":1,")
                    .doesNotContain("refused");
            assertThat(LiveHeap.of(JDK, runtime.pid(), scratch).holds(ROTATED))
                    .as("what is in the heap is found")
                    .isTrue();
        }
    }

    @Test
    void databaseThatCannotBeReachedIsToldAndTheFunctionLives() throws Exception {
        try (LambdaRuntime runtime =
                start(services(PetsHandler.class), Map.of("DB_PROXY_ENDPOINT", "nowhere.invalid"))) {
            runtime.awaitCheckpoint();
            assertThat(runtime.log())
                    .contains("[DB-LAYER] not primed, the first request after a restore will be slower:"
                            + " GET /api/v1/pets got 503 ConnectionException The host name nowhere.invalid does not");
            runtime.restore();
            assertThat(list(runtime).status()).isEqualTo(503);
        }
    }

    /** The rows that it may not write would be refused. */
    @Test
    void primingWritesNothing() throws Exception {
        cluster.asSuperuser("ALTER ROLE barkbase_app SET default_transaction_read_only = on");
        try (LambdaRuntime runtime = start(services(VaccinationsHandler.class), Map.of())) {
            runtime.awaitCheckpoint();
            assertThat(runtime.log()).contains("[DB-LAYER] primed 3 routes");
        } finally {
            cluster.asSuperuser("ALTER ROLE barkbase_app RESET default_transaction_read_only");
        }
    }
}
