package com.barkbase.db;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void hasTheSpecificationsDefaults() {
        Settings settings = Settings.from(Map.of());

        assertThat(settings.login()).isEqualTo(new Login("localhost", 5432, "barkbase", "postgres", ""));
        assertThat(settings.poolMax()).isEqualTo(10);
        assertThat(settings.idleTimeoutMillis()).isEqualTo(30_000);
        assertThat(settings.connectionTimeoutMillis()).isEqualTo(5_000);
        assertThat(settings.statementTimeoutMillis()).isEqualTo(30_000);
        assertThat(settings.tls()).isFalse();
        assertThat(settings.tenantRole()).isEqualTo("barkbase_app");
        assertThat(settings.applicationName()).isEqualTo("barkbase-dev");
    }

    @Test
    void verifiesTheServerInSecretModeWithoutBeingAsked() {
        assertThat(Settings.from(Map.of("DB_SECRET_NAME", "x")).tls()).isTrue();
    }

    @Test
    void tellsAllFaultsInOneError() {
        assertThatThrownBy(() -> Settings.from(Map.of(
                        "DB_SECRET_NAME", " ",
                        "DB_PORT", "70000",
                        "DB_POOL_MAX", "0",
                        "DB_IDLE_TIMEOUT", "5",
                        "DB_CONNECTION_TIMEOUT", "1s",
                        "DB_STATEMENT_TIMEOUT", "-1",
                        "DB_SSL_MODE", "require",
                        "DB_TENANT_ROLE", "a; drop",
                        "BARKBASE_ENV", "production",
                        "DB_PASSWORD", "hunter2")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The db-layer's variables are wrong:"
                        + " DB_SECRET_NAME is blank: set it to the secret's name or ARN, or unset it for direct mode;"
                        + " DB_PORT is '70000': a whole number from 1 to 65535;"
                        + " BARKBASE_ENV is 'production': dev, staging or prod;"
                        + " DB_POOL_MAX is '0': a whole number, at least 1;"
                        + " DB_IDLE_TIMEOUT is '5': a whole number, at least 1000;"
                        + " DB_CONNECTION_TIMEOUT is '1s': a whole number, at least 250;"
                        + " DB_STATEMENT_TIMEOUT is '-1': a whole number, at least 1;"
                        + " DB_SSL_MODE is 'require': verify-full or disable;"
                        + " DB_TENANT_ROLE is 'a; drop': a role's name, letters, digits, _, $ and -, at most 63.");
    }

    @Test
    void refusesPlaintextInSecretMode() {
        assertThatThrownBy(() -> Settings.from(Map.of("DB_SECRET_NAME", "x", "DB_SSL_MODE", "disable")))
                .hasMessage("The db-layer's variables are wrong: DB_SSL_MODE is 'disable', which secret mode refuses:"
                        + " unset it, or use verify-full.");
    }

    @Test
    void takesThePlatformsConcurrencyWhereNoPoolSizeIsSaid() {
        assertThat(Settings.from(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "64")).poolMax())
                .isEqualTo(64);
        assertThat(Settings.from(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "64", "DB_POOL_MAX", "4"))
                        .poolMax())
                .isEqualTo(4);
    }

    @Test
    void asksTheProxyInsteadOfTheServer() {
        Settings settings = Settings.from(Map.of("DB_HOST", "server", "DB_PROXY_ENDPOINT", "proxy"));

        assertThat(settings.login().host()).isEqualTo("proxy");
        assertThat(settings.login("s", Map.of("host", "server", "username", "u", "password", "p"))
                        .host())
                .isEqualTo("proxy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db:5432",
                "db/?sslmode=disable&x=",
                "jdbc:postgresql://db/barkbase",
                "postgres://user:hunter2@db/barkbase",
                "db1,db2",
                "[::1]"
            })
    void takesAHostAloneAndQuotesNoUrl(String host) {
        String fault = " is no host's name or address: one alone, without a port, a user or a scheme";

        assertThatThrownBy(() -> Settings.from(Map.of("DB_HOST", host, "DB_PROXY_ENDPOINT", host)))
                .hasMessage(
                        "The db-layer's variables are wrong: DB_HOST" + fault + "; DB_PROXY_ENDPOINT" + fault + ".");
        assertThatThrownBy(() -> Settings.from(Map.of("DB_SECRET_NAME", "s"))
                        .login("s", Map.of("host", host, "username", "u", "password", "p")))
                .isInstanceOf(SecretException.class)
                .hasMessage(
                        "The secret s holds a \"host\" that is no host's name or address: one alone, without a port,"
                                + " a user or a scheme.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"db", "db.cluster-x1.us-east-2.rds.amazonaws.com", "my_db", "10.0.0.1", "::1", "fd00:ec2::23"})
    void takesEachKindOfHost(String host) {
        assertThat(Settings.from(Map.of("DB_HOST", host, "DB_SSL_MODE", "disable"))
                        .login()
                        .host())
                .isEqualTo(host);
    }

    @Test
    void refusesTheTenantRoleThatWouldBeTheLoginItself() {
        assertThatThrownBy(() -> Settings.from(Map.of("DB_TENANT_ROLE", "none")))
                .hasMessage("The db-layer's variables are wrong: DB_TENANT_ROLE is 'none': a role's name, letters,"
                        + " digits, _, $ and -, at most 63.");
    }

    @Test
    void showsNoPassword() {
        Settings settings = Settings.from(Map.of("DB_PASSWORD", "hunter2", "AWS_SECRET_ACCESS_KEY", "key"));

        assertThat(settings.login().toString()).isEqualTo("postgres@localhost:5432/barkbase");
        assertThat(settings.direct().toString()).isEqualTo("Fallback[null@null:null/null]");
        assertThat(settings.toString()).doesNotContain("hunter2").doesNotContain("key");
    }

    /** It would be told a line before the error that hides it. */
    @Test
    void warnsOfNoPlaintextToWhatIsNoHost() {
        PrintStream console = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, UTF_8));
        try {
            assertThatThrownBy(() -> Settings.from(Map.of("DB_HOST", "postgres://user:hunter2@db/barkbase")))
                    .isInstanceOf(ConfigurationException.class);
            assertThatThrownBy(() -> Settings.from(Map.of("DB_PROXY_ENDPOINT", "postgres://user:hunter2@db/barkbase")))
                    .isInstanceOf(ConfigurationException.class);
        } finally {
            System.setErr(console);
        }
        assertThat(log.toString(UTF_8)).isEmpty();
    }

    @Test
    void quotesAValueOnOneLineAndNotWithoutEnd() {
        String forged = "1\n[DB-LAYER] connected\u0085\u2028" + "1".repeat(2_000);

        assertThatThrownBy(() -> Settings.from(Map.of("DB_PORT", forged)))
                .hasMessage("The db-layer's variables are wrong: DB_PORT is '1 [DB-LAYER] connected " + "1".repeat(976)
                        + "…': a whole number from 1 to 65535.");
        assertThatThrownBy(() -> Settings.from(Map.of("DB_SECRET_NAME", "a\nb")))
                .hasMessage("The db-layer's variables are wrong: DB_SECRET_NAME is no name or ARN of a secret: at most"
                        + " 1000 characters, and none that ends a line.");
        assertThat(Settings.from(Map.of("DB_USER", "a\nb")).login()).hasToString("a b@localhost:5432/barkbase");
    }

    /** A pattern that tries all ways to share its colons takes minutes for it. */
    @Test
    void takesNoHostThatIsLongerThanADomainNameCanBe() {
        assertThatThrownBy(() -> Settings.from(Map.of("DB_HOST", ":".repeat(20_000) + "x")))
                .hasMessageContaining("DB_HOST is no host's name or address");
        assertThat(Settings.from(Map.of("DB_HOST", "a".repeat(255), "DB_SSL_MODE", "disable"))
                        .login()
                        .host())
                .hasSize(255);
    }

    @Test
    void tellsNoValueOfASecretAndItsNamesOnOneLine() {
        Settings settings = Settings.from(Map.of("DB_SECRET_NAME", "s"));

        assertThatThrownBy(() ->
                        settings.login("s", Map.of("host", "db", "username", "u", "password", "p", "port", "hunter2")))
                .isInstanceOf(SecretException.class)
                .hasMessage("The secret s holds a \"port\" that is no whole number from 1 to 65535.");
        assertThatThrownBy(() -> settings.login("s", Map.of("ho\nst", "db")))
                .isInstanceOf(SecretException.class)
                .hasMessage("The secret s has no \"host\" (it holds: ho st) and DB_HOST is not set: set either.");
    }

    /** PostgreSQL would take no name for the login's. */
    @Test
    void takesASecretsBlankDatabaseForNone() {
        Settings settings = Settings.from(Map.of("DB_SECRET_NAME", "s"));
        Map<String, String> login = Map.of("host", "db", "username", "u", "password", "p", "dbname", " ");

        assertThat(settings.login("s", login).database()).isEqualTo("barkbase");
    }

    @Test
    void takesABlankVariableForOneThatIsNotSet() {
        Settings settings = Settings.from(Map.of("AWS_LAMBDA_FUNCTION_NAME", " ", "DB_HOST", "", "DB_PORT", " "));

        assertThat(settings.login().server()).isEqualTo("localhost:5432");
    }
}
