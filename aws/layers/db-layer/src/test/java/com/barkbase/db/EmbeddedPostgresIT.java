package com.barkbase.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests rely on: the server is as strict as RDS. */
class EmbeddedPostgresIT {
    private final TestPostgres postgres = TestPostgres.shared();

    @Test
    void ownerIsNoSuperuserYetOwnsAndFillsItsDatabase() throws SQLException {
        postgres.createDatabase("test_postgres");
        try (Connection owner = postgres.owner("test_postgres");
                Statement statement = owner.createStatement()) {
            statement.execute("create table pet (id int)");
            assertThat(text(statement, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void loginTakesThePasswordByScram() throws SQLException {
        assertThatThrownBy(() -> postgres.connect("postgres", TestPostgres.OWNER, "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        try (Connection superuser = postgres.superuser();
                Statement statement = superuser.createStatement()) {
            assertThat(text(statement, "select left(rolpassword, 13) from pg_authid where rolname = 'barkbase_admin'"))
                    .isEqualTo("SCRAM-SHA-256");
        }
    }

    @Test
    void tlsIsThereWhenAskedForAndGoneAfterwards(@TempDir Path directory) throws SQLException {
        TestPki pki = new TestPki(directory);
        postgres.serveTls(pki.server("server", pki.authority("root"), "dns:localhost"));
        assertThat(encrypted()).isEqualTo("t");
        postgres.serveWithoutTls();
        assertThat(encrypted()).isEqualTo("f");
    }

    private String encrypted() throws SQLException {
        try (Connection superuser = postgres.superuser();
                Statement statement = superuser.createStatement()) {
            return text(statement, "select ssl from pg_stat_ssl where pid = pg_backend_pid()");
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
