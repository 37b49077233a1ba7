package com.barkbase.lambda;

import static com.barkbase.Kennels.HARBOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.barkbase.Invocation;
import com.barkbase.Invocation.Answer;
import com.barkbase.Kennels;
import com.barkbase.lambda.LambdaRuntime.FunctionError;
import com.barkbase.pets.PetsHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.DriverInfo;

/** The layer's zip under functions of all kinds, loaded in the order in which Lambda's own loader does. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime interface client exists for Linux alone")
class LayerIT {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final String PASSWORD = "nobody-may-read-this";
    private static final String OURS = DriverInfo.DRIVER_VERSION;
    private static final String OLDER_DRIVER = "The function carries the PostgreSQL driver 42.2.5, which Lambda loads"
            + " before the db-layer's " + OURS + ": remove org.postgresql:postgresql from the function, or raise it"
            + " to " + OURS + " or newer.";
    private static final String NOT_ATTACHED = "[DB-LAYER] The db-layer is not attached to this function:"
            + " com.barkbase.db.Db is neither in the layer (/opt/java/lib) nor on the class path. Attach the layer"
            + " whose ARN is in the SSM parameter /barkbase/{env}/layers/db-layer-arn (layers: [dbLayer]).";

    @TempDir
    static Path opt;

    private static int port;

    @TempDir
    Path scratch;

    Map<String, String> variables = Map.of();

    Path taskRoot;

    @BeforeAll
    static void unpack() throws IOException {
        FunctionCode.unpackLayer(opt);
        port = Kennels.owner()
                .query("SELECT inet_server_port() AS port")
                .first()
                .orElseThrow()
                .integer("port");
    }

    @BeforeEach
    void makeTaskRoot() throws IOException {
        taskRoot = Files.createDirectory(scratch.resolve("task"));
        variables = new HashMap<>(Map.of(
                "DB_HOST",
                "localhost",
                "DB_PORT",
                String.valueOf(port),
                "DB_NAME",
                "kennels",
                "DB_USER",
                "barkbase_app",
                "DB_PASSWORD",
                PASSWORD,
                "DB_SSL_MODE",
                "disable"));
    }

    @Test
    void serviceReadsItsTenantsPetsThroughTheLayer() throws IOException {
        String pet = Kennels.addPet(HARBOR, "Anchor").toString();
        String foreign = Kennels.addPet(Kennels.PINE, "Aspen").toString();
        variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON"); // as our functions are deployed
        try (LambdaRuntime runtime = start(services(), opt)) {
            Answer answer = list(runtime);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.all("id")).contains(pet).doesNotContain(foreign);
            assertThat(runtime.log()).doesNotContain(PASSWORD);
            assertThat(runtime.log().lines())
                    .filteredOn(line -> line.startsWith("[DB-LAYER] "))
                    .isNotEmpty();
            assertThat(runtime.log().lines())
                    .filteredOn(line -> !line.startsWith("[DB-LAYER] "))
                    .singleElement(STRING)
                    .startsWith("{\"requestId\":\"test\",\"route\":\"GET /api/v1/pets\",")
                    .contains("\"roundTrips\":1,");
        }
    }

    @Test
    void functionWithoutTheLayerFailsItsInitialisationAndSaysToAttachIt() throws Exception {
        Path nothing = scratch.resolve("opt");
        try (LambdaRuntime runtime = start(services(), nothing)) {
            assertThatThrownBy(() -> list(runtime))
                    .isInstanceOf(FunctionError.class)
                    .hasMessage("INIT_ERROR {\"errorMessage\":\"" + NOT_ATTACHED
                            + "\",\"errorType\":\"java.lang.IllegalStateException\"}");
            assertThat(runtime.exitCode()).isEqualTo(1);
            assertThat(runtime.log()).startsWith(NOT_ATTACHED).doesNotContain("NoClassDefFoundError");
        }
    }

    @Test
    void serviceThatCarriesAnOlderDriverStartsAndNamesBothVersions() throws IOException {
        try (LambdaRuntime runtime = start(services().carrying("postgresql-42.2.5.jar"), opt)) {
            assertThat(list(runtime).status()).isEqualTo(500);
            assertThat(list(runtime).status()).isEqualTo(500);
            String refused = "\"error\":\"ConfigurationException " + OLDER_DRIVER + "\"";
            assertThat(runtime.log().lines())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .isEqualTo("[DB-LAYER] Not connected yet, the first statement will try again: "
                                            + OLDER_DRIVER),
                            line -> assertThat(line).contains(refused),
                            line -> assertThat(line).contains(refused));
        }
    }

    @Test
    void functionThatCarriesAnOlderDriverStartsAndNamesBothVersions() throws IOException {
        FunctionCode function = TinyFunction.compile(taskRoot, opt, "").carrying("postgresql-42.2.5.jar");
        String error = "INVOCATION_ERROR {\"errorMessage\":\"" + OLDER_DRIVER
                + "\",\"errorType\":\"com.barkbase.db.ConfigurationException\"";
        try (LambdaRuntime runtime = start(function, opt)) {
            assertThatThrownBy(() -> runtime.invoke("{}")).hasMessageStartingWith(error);
            assertThatThrownBy(() -> runtime.invoke("{}")).hasMessageStartingWith(error);
            assertThat(runtime.log()).startsWith("not warm: " + OLDER_DRIVER);
        }
    }

    @Test
    void functionThatCarriesTheSameDriverUsesItsOwn() throws IOException {
        String jar = "postgresql-" + OURS + ".jar";
        String telling = "System.err.println(org.postgresql.Driver.class.getProtectionDomain().getCodeSource());";
        FunctionCode function = TinyFunction.compile(taskRoot, opt, telling, FunctionCode.carried(jar))
                .carrying(jar);
        try (LambdaRuntime runtime = start(function, opt)) {
            assertThat(runtime.invoke("{}")).startsWith("\"barkbase_app on Java ");
            assertThat(runtime.log())
                    .contains(taskRoot.resolve("lib").resolve(jar).toString());
        }
    }

    @Test
    void functionThatLogsThroughAnOlderSlf4jKeepsIt() throws IOException {
        String logging = "org.slf4j.LoggerFactory.getLogger(TinyFunction.class).warn(\"asking\");";
        FunctionCode function = TinyFunction.compile(
                        taskRoot, opt, logging, FunctionCode.carried("slf4j-api-1.7.36.jar"))
                .carrying("slf4j-api-1.7.36.jar");
        try (LambdaRuntime runtime = start(function, opt)) {
            assertThat(runtime.invoke("{}")).startsWith("\"barkbase_app on Java ");
            assertThat(runtime.log()).contains("SLF4J: Failed to load class \"org.slf4j.impl.StaticLoggerBinder\".");
        }
    }

    /** All the other tests here run on the JDK of the build, 25 or newer. */
    @ParameterizedTest
    @ValueSource(ints = {17, 21})
    void functionOnAnOlderRuntimeIsServed(int java) throws IOException {
        String jdk = System.getProperty("jdk" + java + ".home");
        assumeTrue(jdk != null, "no JDK " + java + ": its folder is told by -Djdk" + java + ".home=…");
        FunctionCode function = TinyFunction.compile(taskRoot, opt, "");
        try (LambdaRuntime runtime = LambdaRuntime.start(scratch, Path.of(jdk), function, opt, variables)) {
            assertThat(runtime.invoke("{}")).isEqualTo("\"barkbase_app on Java " + java + "\"");
        }
    }

    private FunctionCode services() throws IOException {
        return FunctionCode.services(taskRoot, PetsHandler.class);
    }

    private LambdaRuntime start(FunctionCode function, Path layers) throws IOException {
        return LambdaRuntime.start(scratch, JDK, function, layers, variables);
    }

    private static Answer list(LambdaRuntime runtime) {
        return Invocation.of("GET /api/v1/pets")
                .tenant(HARBOR)
                .query(Map.of("limit", "200"))
                .send(runtime::forward);
    }
}
