package com.barkbase.db;

import static com.barkbase.db.KennelDatabase.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.barkbase.db.ScriptedServer.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secret mode from the variables to a row behind TLS, broken where direct mode has nothing to break. */
@Timeout(60)
class DiagnosisSecretIT {
    private static final TestPostgres POSTGRES = TestPostgres.shared();
    private static final String SERVER = "localhost:" + POSTGRES.port();
    private static final String NAME = "barkbase/dev/postgres/app";

    @TempDir
    private static Path directory;

    private static KennelDatabase database;
    private static TestPki pki;
    private static TestCertificate root;
    private static String rootFile;

    private final CountDownLatch over = new CountDownLatch(1);
    private ScriptedServer secretsManager;
    private volatile Script script;

    @BeforeAll
    static void createDatabaseAndRoot() throws Exception {
        database = KennelDatabase.create(DiagnosisSecretIT.class);
        pki = new TestPki(directory);
        root = pki.authority("root");
        rootFile = root.certificateFile().toString();
    }

    @AfterAll
    static void leaveServerWithoutTls() throws SQLException {
        POSTGRES.serveWithoutTls();
    }

    @BeforeEach
    void serveSecret() {
        script = secret(KennelDatabase.SERVICE_PASSWORD);
        secretsManager = new ScriptedServer((number, request, out) -> script.play(number, request, out));
    }

    @AfterEach
    void closeSecretsManager() throws IOException {
        over.countDown();
        secretsManager.close();
    }

    private static Script secret(String password) {
        return secretText("{'username':'barkbase_app','password':'%s','host':'localhost','port':%d,'dbname':'%s'}"
                .formatted(password.replace("'", "\\u0027"), POSTGRES.port(), database.name())
                .replace('\'', '"'));
    }

    private static Script secretText(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return ScriptedServer.always(200, "{\"SecretString\":\"" + escaped + "\"}");
    }

    private Map<String, String> variables() {
        return Map.of(
                "DB_SECRET_NAME", NAME,
                "DB_SSL_ROOT_CERT", rootFile,
                "DB_CONNECTION_TIMEOUT", "3000",
                "AWS_LAMBDA_FUNCTION_NAME", "pets",
                "AWS_REGION", "us-west-2",
                "AWS_ENDPOINT_URL_SECRETS_MANAGER", secretsManager.url(),
                "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret-access-key");
    }

    private Map<String, String> without(String... names) {
        Map<String, String> fewer = new HashMap<>(variables());
        for (String name : names) {
            fewer.remove(name);
        }
        return fewer;
    }

    @Test
    void walksFromTheSecretToARowBehindTls() throws SQLException {
        TestCertificate good = pki.server("good", root, "dns:localhost");
        POSTGRES.serveTls(good);
        Findings findings = Findings.of(variables());
        assertThat(findings.at("variables"))
                .isEqualTo(new Finding("variables", Finding.State.OK, "secret mode: " + NAME));
        assertThat(findings.at("credentials").message())
                .isEqualTo("found; they sign a request to " + secretsManager.host());
        assertThat(findings.at("secret").message())
                .matches("names barkbase_app@" + SERVER + "/diagnosissecretit; read in \\d+ ms");
        assertThat(findings.at("TLS").message())
                .isEqualTo("TLSv1.3; the certificate is trusted and names the host, until "
                        + good.certificate().getNotAfter().toInstant());
        assertThat(findings.at("latency").state()).isEqualTo(Finding.State.OK);
    }

    @Test
    void secretModeOnOnesOwnMachineIsAWarning() throws SQLException {
        POSTGRES.serveTls(pki.server("own-machine", root, "dns:localhost"));
        assertThat(Findings.of(without("AWS_LAMBDA_FUNCTION_NAME")).warningAt("variables"))
                .isEqualTo("DB_SECRET_NAME is set, which means AWS Secrets Manager: unset it to use a PostgreSQL of"
                        + " your own by DB_HOST.");
    }

    @Test
    void credentialsThatAreMissing() {
        assertThat(Findings.of(without("AWS_ACCESS_KEY_ID")).wrongAt("credentials"))
                .isEqualTo("No AWS credentials: neither AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY nor"
                        + " AWS_CONTAINER_CREDENTIALS_FULL_URI is set. The execution role's credentials are missing;"
                        + " Lambda sets them: find what unsets them.");
    }

    @Test
    void credentialsWhoseEndpointIsSilent() {
        script = (number, request, out) -> over.await();
        assertThat(Findings.of(with(
                                without("AWS_ACCESS_KEY_ID"),
                                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                secretsManager.url(),
                                "DB_CONNECTION_TIMEOUT",
                                "400"))
                        .wrongAt("credentials"))
                .matches("No AWS credentials within \\d+ ms: the endpoint of AWS_CONTAINER_CREDENTIALS_FULL_URI did"
                        + " not answer\\.");
    }

    @Test
    void secretThatIsMissing() {
        script = ScriptedServer.always(400, "{\"__type\":\"ResourceNotFoundException\"}");
        assertThat(Findings.of(variables()).wrongAt("secret"))
                .isEqualTo("Secrets Manager has no secret '" + NAME + "' in us-west-2 with a version AWSCURRENT: check"
                        + " DB_SECRET_NAME and AWS_REGION.");
    }

    @Test
    void secretThatIamDenies() {
        script = ScriptedServer.always(400, "{\"__type\":\"AccessDeniedException\",\"Message\":\"not authorized\"}");
        assertThat(Findings.of(variables()).wrongAt("secret"))
                .isEqualTo("Access to the secret '" + NAME + "' in us-west-2 is denied: grant the caller"
                        + " secretsmanager:GetSecretValue on it. Secrets Manager says: not authorized");
    }

    /** As from a subnet with neither an interface endpoint nor NAT. */
    @Test
    void secretsManagerThatIsOutOfReach() {
        script = (number, request, out) -> over.await();
        assertThat(Findings.of(with(variables(), "DB_CONNECTION_TIMEOUT", "400"))
                        .wrongAt("secret"))
                .matches("Secrets Manager at " + secretsManager.host() + " did not answer within \\d+ ms: in a VPC the"
                        + " function's subnets need an interface endpoint for Secrets Manager or a NAT gateway\\.");
    }

    @Test
    void secretWithoutAPassword() {
        script = secretText("{\"username\":\"barkbase_app\"," + "\"host\":\"localhost\"}");
        assertThat(Findings.of(variables()).wrongAt("secret"))
                .isEqualTo("The secret " + NAME + " has no \"password\" (it holds: username, host) and DB_PASSWORD is"
                        + " not set: set either.");
    }

    @Test
    void secretOfAnotherShape() {
        script = secretText("hunter2");
        assertThat(Findings.of(variables()).wrongAt("secret"))
                .startsWith("The secret " + NAME + " is not a JSON object: ")
                .endsWith(" It must hold at least \"username\" and \"password\".");
    }

    @Test
    void passwordThatDiffersFromTheSecrets() throws SQLException {
        POSTGRES.serveTls(pki.server("refuser", root, "dns:localhost"));
        script = secret("hunter2");
        assertThat(Findings.of(variables()).wrongAt("login"))
                .startsWith("PostgreSQL at " + SERVER + " refused the login of \"barkbase_app\" (28P01). The secret "
                        + NAME + " was read again, and neither AWSCURRENT nor AWSPENDING holds another login");
    }

    @Test
    void serverWithoutTls() throws SQLException {
        POSTGRES.serveWithoutTls();
        assertThat(Findings.of(variables()).wrongAt("TLS"))
                .isEqualTo(SERVER + " does not offer TLS: turn it on there (ssl = on, with a certificate);"
                        + " DB_SSL_MODE=disable is for a local database only.");
    }

    @Test
    void certificateOfAnUnknownAuthority() throws SQLException {
        POSTGRES.serveTls(pki.server("of-stranger", pki.authority("stranger"), "dns:localhost"));
        assertThat(Findings.of(variables()).wrongAt("TLS"))
                .startsWith(SERVER + " presents a certificate (CN=of-stranger) whose authority, CN=stranger, is not"
                        + " among the roots of DB_SSL_ROOT_CERT=" + rootFile + ": name a PEM file");
    }

    @Test
    void certificateOfAnotherHost() throws SQLException {
        POSTGRES.serveTls(pki.server("elsewhere", root, "dns:db.example.com"));
        assertThat(Findings.of(variables()).wrongAt("TLS"))
                .isEqualTo("the certificate of " + SERVER + " is for db.example.com and not for localhost: connect by"
                        + " one of its names, or give the server a certificate that has this one.");
    }

    @Test
    void certificateThatHasExpired() throws SQLException {
        POSTGRES.serveTls(pki.server("expired", root, "dns:localhost", TestPki.Validity.EXPIRED));
        assertThat(Findings.of(variables()).wrongAt("TLS"))
                .startsWith(SERVER + " presents a certificate (CN=expired) that expired on ")
                .contains(": renew it there; this machine's clock says 20");
    }

    @Test
    void certificateThatExpiresSoonIsAWarning() throws SQLException {
        TestCertificate old = pki.server("old", root, "dns:localhost", new TestPki.Validity("-20d", 30));
        POSTGRES.serveTls(old);
        Instant expiry = old.certificate().getNotAfter().toInstant();
        assertThat(Findings.of(variables()).warningAt("TLS"))
                .isEqualTo("The certificate of " + SERVER + " expires on " + expiry + ": renew it there.");
    }

    @Test
    void rootFileThatIsMissing() {
        assertThat(Findings.of(with(variables(), "DB_SSL_ROOT_CERT", "/nowhere.pem"))
                        .wrongAt("TLS"))
                .startsWith("DB_SSL_ROOT_CERT=/nowhere.pem does not exist: name a PEM file");
    }
}
