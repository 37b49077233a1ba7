package com.barkbase.db;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process logs in, fails to, and fails at statements: where are the passwords afterwards? */
@Timeout(180)
class PasswordsIT {
    private static final String ROLE = "passwords_it";

    @TempDir
    private static Path folder;

    private static Map<String, String> passwords;
    private static String said;

    @BeforeAll
    static void letAProcessUseThem() throws Exception {
        passwords = new HashMap<>();
        for (String secret : new String[] {"good", "wrong", "broken", "nameless"}) {
            passwords.put(secret, randomPassword());
        }
        KennelDatabase database = KennelDatabase.create(PasswordsIT.class);
        asSuperuser("create role " + ROLE + " login password '" + passwords.get("good") + "'");
        TestPki pki = new TestPki(folder);
        TestCertificate root = pki.authority("root");
        TestPostgres.shared().serveTls(pki.server("good", root, "dns:localhost"));
        try (ScriptedServer secrets = new ScriptedServer((number, request, out) -> answer(request.body(), out))) {
            Map<String, String> variables = KennelDatabase.with(
                    Map.of(),
                    "DB_HOST",
                    TestPostgres.HOST,
                    "DB_PORT",
                    Integer.toString(TestPostgres.shared().port()),
                    "DB_NAME",
                    database.name(),
                    "DB_SSL_ROOT_CERT",
                    root.certificateFile().toString(),
                    "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                    secrets.url(),
                    "AWS_ACCESS_KEY_ID",
                    "AKIDEXAMPLE",
                    "AWS_SECRET_ACCESS_KEY",
                    randomPassword());
            passwords.put("key", variables.get("AWS_SECRET_ACCESS_KEY"));
            said = JavaProcess.run(PasswordScenarios.class, variables, folder.toString());
        } finally {
            TestPostgres.shared().serveWithoutTls();
        }
    }

    @AfterAll
    static void dropRole() throws SQLException {
        asSuperuser("drop role if exists " + ROLE);
    }

    private static void answer(String body, OutputStream out) throws IOException {
        String name = passwords.keySet().stream()
                .filter(each -> body.contains('"' + each + '"'))
                .findFirst()
                .orElseThrow();
        String secret = Json.write(
                Map.of(name.equals("nameless") ? "user" : "username", ROLE, "password", passwords.get(name)));
        String text = name.equals("broken") ? secret.replace("}", "") : secret;
        ScriptedServer.send(200, Json.write(Map.of("SecretString", text)), out);
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (var superuser = TestPostgres.shared().superuser();
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void areInNoLogLineMessageOrStackTrace() {
        assertThat(said)
                .contains("[DB-LAYER] connected to " + ROLE)
                .contains("refused the login of \"" + ROLE + "\" (28P01)")
                .contains("The secret broken is not a JSON object")
                .contains("6 failures")
                .doesNotContain(passwords.values());
    }

    @Test
    void areInNoCommandLineOfAnyProcess() throws IOException {
        assertThat(Files.readString(folder.resolve("processes"), ISO_8859_1))
                .contains(PasswordScenarios.class.getName())
                .doesNotContain(passwords.values());
    }

    @Test
    void areInTheHeapOnlyWhileThePoolIsOpen() throws IOException {
        assertThat(heapHolds("open.hprof", "good"))
                .as("this test can find a password")
                .isTrue();

        for (String secret : new String[] {"good", "wrong", "broken", "nameless"}) {
            assertThat(heapHolds("closed.hprof", secret)).as(secret).isFalse();
        }
    }

    /** Looked for as Java keeps a text: by bytes where it can, by chars elsewhere. */
    private static boolean heapHolds(String file, String secret) throws IOException {
        String heap = Files.readString(folder.resolve(file), ISO_8859_1);
        String password = passwords.get(secret);
        return heap.contains(password) || heap.contains(new String(password.getBytes(UTF_16BE), ISO_8859_1));
    }
}
